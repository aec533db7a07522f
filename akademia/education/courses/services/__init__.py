"""Acts on courses: bringing them in, following them, completing them."""
