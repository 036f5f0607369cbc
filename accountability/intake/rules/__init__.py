"""What intake knows of texts and tables. Pure."""
