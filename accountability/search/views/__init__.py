"""Screens of the search: results, kept searches, the bar of a filtered list, files that were exported."""
