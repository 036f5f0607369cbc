"""The messages that stand on the next page: kept as the text that their reader is shown."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.fallback import FallbackStorage

from accountability.core.languages.loading import drawing


class Storage(FallbackStorage):
    """Django's own; what was said is put into words in the language of the reader when it is added."""

    def add(self, level: int, message: Any, extra_tags: str | None = "") -> None:
        """Keep the message for the next page."""
        with drawing():
            text = str(message)
        super().add(level, text, extra_tags)
