"""What the library reads and writes in other shapes than its tables."""
