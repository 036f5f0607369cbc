"""Searching everything that one may see, searches that are kept by name, and lists written into files."""
