"""Home, the learner's desk, health: pages that read calling cards only."""
