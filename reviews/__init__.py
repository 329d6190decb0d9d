"""THE YEAR: cycle, round, statement, report, and the word check."""
