"""Formats of dates and figures, by language (setting FORMAT_MODULE_PATH)."""
