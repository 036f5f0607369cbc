"""Vietnamese notation."""
