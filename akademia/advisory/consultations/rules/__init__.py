"""Pure decisions about consultations: which times are free, how they are told."""
