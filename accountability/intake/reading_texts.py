"""The text of a file for the extraction on the command line: a plain text as it stands, all else by the reading child."""

from __future__ import annotations

from pathlib import Path

from accountability.core.saying import say
from accountability.files.rules import MAX_BYTES
from accountability.intake.reading import read_text
from accountability.intake.reading.plain_text import decoded


def text_of(path: Path) -> str:
    """The text of the file. Raises ValueError in Vietnamese for what cannot be read.

    Of a plain text not a character is changed: the spans that are answered are places in the file.
    """
    if not path.is_file():
        raise ValueError(say("Không có tệp “{path}”.", path=path))
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(
            say("Tệp “{path}” lớn hơn {MAX_BYTES} MB.", path=path.name, MAX_BYTES=MAX_BYTES // 1024 // 1024)
        )
    return decoded(path.read_bytes()) if path.suffix.lower() == ".txt" else read_text(path, path.name)
