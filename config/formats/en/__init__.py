"""Vietnamese notation for English readers too."""
