"""A large, plausible province for measuring: built from nothing, always the same, written in bulk (DESIGN §10)."""
