"""Research: surveys, figures, recommendations."""
