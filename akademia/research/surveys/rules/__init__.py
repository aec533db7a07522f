"""Questionnaires: what they are made of, what keeps them shut, which way answers lead, what an answer may be."""
