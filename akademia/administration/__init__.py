"""People with accounts as an administrator sees them, and the trail of acts."""
