"""Club cards: a login and a PIN on paper, for who learns at a club's computer and has no e-mail."""
