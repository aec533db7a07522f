"""People with accounts: sign-in, roles, profile, consents."""
