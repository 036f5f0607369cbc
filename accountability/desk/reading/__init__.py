"""What the first pages show, read in a number of statements that does not grow with the rows."""
