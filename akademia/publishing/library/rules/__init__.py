"""What harvesters may ask."""
