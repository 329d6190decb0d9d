"""Stage 4: the limits of N3.2 and the smallest way to keep them."""
