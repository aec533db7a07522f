"""„Co się zmieniło”: a short lesson on what an amendment changed, with three questions, for who finished a course."""
