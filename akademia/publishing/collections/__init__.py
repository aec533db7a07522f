"""Collections of interpretations: what published texts say of a provision, in the order of the act, as numbers that
staff issue; and the sets that readers make for themselves."""
