"""What a body above gives the province as a whole: with its own deadline, ended only by the province's own report."""
