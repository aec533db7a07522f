"""What a new academy opens with."""
