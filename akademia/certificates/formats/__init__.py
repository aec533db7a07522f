"""Bytes and text of a certificate: the sheet (PDF) and the badge (Open Badges 3.0). No database, no web."""
