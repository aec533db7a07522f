"""Education: courses, their tests, what changed since them, and their learners as staff lead them."""
