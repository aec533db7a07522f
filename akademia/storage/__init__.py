"""Files: bytes in a folder or at S3 under keys of our own, sniffed, hashed, streamed; uploads that can be resumed."""
