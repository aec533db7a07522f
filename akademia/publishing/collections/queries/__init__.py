"""What collections are asked: what may stand in them, what was issued, what readers chose."""
