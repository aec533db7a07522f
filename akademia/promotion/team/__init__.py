"""The team of the academy (kadra): who is in it, only with consent."""
