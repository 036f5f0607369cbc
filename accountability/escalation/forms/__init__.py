"""Forms of the ladder: its acts and its policies."""
