"""The text of a file for the extraction: .txt read here, everything else by the room's readers of documents."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

MOST_BYTES = 20 * 1024 * 1024
_READERS = "accountability.intake.reading"


def text_of(path: Path) -> str:
    """The text of the file. Raises ValueError in Vietnamese for what cannot be read."""
    if not path.is_file():
        raise ValueError(f"Không có tệp “{path}”.")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"Tệp “{path.name}” lớn hơn {MOST_BYTES // 1024 // 1024} MB.")
    if path.suffix.lower() != ".txt":
        return _document(path)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"Tệp “{path.name}” không phải văn bản UTF-8.") from error


def _document(path: Path) -> str:
    if find_spec(_READERS) is None:
        raise ValueError(f"Chưa đọc được tệp “{path.name}”: chỉ nhận .txt.")
    return str(import_module(_READERS).read_text(path))
