"""What pages of the desk make of facts: sums, orders, weeks. Pure."""
