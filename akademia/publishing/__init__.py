"""Publishing: the library and the quarterly."""
