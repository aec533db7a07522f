"""`make bench`: the real server on filled databases, measured from outside. See docs/performance.md."""
