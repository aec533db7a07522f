"""Acts of an administrator: powers given and taken, invitations, second accounts joined to the first."""
