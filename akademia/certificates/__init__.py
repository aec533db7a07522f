"""Certificates: issue, verify, revoke; PDF, Open Badge, QR."""
