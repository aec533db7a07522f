"""What a chart is drawn from, how each kind is drawn, and what is said of it."""
