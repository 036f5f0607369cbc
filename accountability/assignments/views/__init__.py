"""Screens of assignments: the list, the file of one, one address per act, its diagram and its evidence."""
