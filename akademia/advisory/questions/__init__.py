"""Questions to practitioners: asked in private, answered in a case, and published in public when the asker agrees."""
