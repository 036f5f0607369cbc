"""Dates and numbers stand on an English page as on the Vietnamese paper beside it, and are typed the same way."""

from config.formats.vi.formats import *  # noqa: F403
