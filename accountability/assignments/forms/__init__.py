"""What people type on the pages of assignments, one step of the work per form."""
