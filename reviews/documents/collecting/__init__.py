"""Reports as files: copies with notes in the margin, and copies for others."""
