"""What leaves the Office on paper: letters, notices, minutes; worded, signed, numbered, issued and recalled."""
