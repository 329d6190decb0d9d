"""Stage 3: which part each paragraph is in, and whether that is sure."""
