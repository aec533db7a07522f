"""Tests and questions of a course folder."""
