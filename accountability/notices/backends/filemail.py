"""Django mail backend that keeps each mail as one file `<message-id>.eml` (EMAIL_URL filemail:).

For an office that first wants to look at its mails, and for tests: nothing leaves the machine.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from accountability.notices.transport import PrebuiltMessage

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+=-]{0,200}")


class EmailBackend(BaseEmailBackend):
    """Writes into `settings.FILEMAIL_DIR`; the same Message-ID overwrites its own file."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        self.directory = Path(settings.FILEMAIL_DIR)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail; the number written. Raises OSError when the directory refuses."""
        self.directory.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            content = email.mime if isinstance(email, PrebuiltMessage) else message.as_bytes()
            self._write(str(message["Message-ID"]), content)
        return len(email_messages)

    def _write(self, message_id: str, content: bytes) -> None:
        """Write beside, sync, then rename: a reader never sees half a mail."""
        handle, name = tempfile.mkstemp(dir=self.directory, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.directory / file_name(message_id))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def file_name(message_id: str) -> str:
    """`<abc@host>` gives `abc@host.eml`; an id unfit for a file name gives its hash."""
    stem = message_id.strip().strip("<>")
    if not _SAFE.fullmatch(stem):
        stem = hashlib.sha256(stem.encode()).hexdigest()
    return f"{stem}.eml"
