"""Which Chromium the tests drive."""

from __future__ import annotations

import os
import shutil


def chromium() -> str | None:
    """Its executable: the one that DONDOC_CHROMIUM names, or Debian's; None without any.

    The headless shell first: it draws the same pages for less than half the processor time, since it shows them to nobody.
    """
    named = os.environ.get("DONDOC_CHROMIUM")
    return named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
