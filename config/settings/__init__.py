"""One file per environment: embedded (default), production, test; base holds what they share."""
