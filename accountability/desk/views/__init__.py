"""Screens of the desk, one noun per file."""
