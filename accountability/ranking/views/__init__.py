"""The pages of the ranking."""
