"""Viewflow processes: who acts next, never what is true. If all process rows were deleted, no legal fact would be lost."""
