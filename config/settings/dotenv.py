"""Importing this reads the optional `.env`. The test settings never do: tests depend on no office's values."""

from config.settings.environment import read_dotenv

read_dotenv()
