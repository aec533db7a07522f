"""What staff send to the library, beside the texts of items."""
