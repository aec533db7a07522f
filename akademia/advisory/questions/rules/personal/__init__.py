"""Personal data in what people write: found as likely, for a human being to judge."""
