"""What each person sees first: the Chairman's page, the Office's, an agency's; lists and search."""
