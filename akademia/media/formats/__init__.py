"""Pictures, captions and the HTML that shows a medium: bytes and text from values, without the database."""
