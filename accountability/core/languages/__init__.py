"""Other languages than our own: what is read in templates and code, the book of its translations, pages drawn by it."""
