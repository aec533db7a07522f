"""The letter as HTML and as plain text, and reports of what was not delivered."""
