"""The ground: settings, database, clock, doors, cleaning, page cache. No people, no areas."""
