"""Learners of a course, as staff lead them: results, extra time, more attempts, enrolling by list."""
