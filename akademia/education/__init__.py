"""Education: courses, their tests, and their learners as staff lead them."""
