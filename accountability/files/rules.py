"""Which files are let in: an extension of the list, and content that is what the extension says. Pure.

Source: DESIGN §15 (allow-list of extensions; sniffed type and structure agree; unpacked size, number of members and
ratio checked before parsing).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from typing import IO

from accountability.core.saying import say

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_RATIO = 100

_ZIP_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
ACCEPT = ",".join(f".{extension}" for extension in MEDIA_TYPES)


class FileRefused(ValueError):
    """The file is not let in; the message says why, in Vietnamese."""


class SecretRefused(FileRefused):
    """The file bears a secrecy mark: nothing of it may be kept anywhere."""


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def members_of(file: IO[bytes]) -> list[zipfile.ZipInfo]:
    """The members of an archive that may be unpacked, told by its directory; nothing is unpacked for it.

    Raises FileRefused when they are too many or too large, `zipfile.BadZipFile` when it is no archive.
    """
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        raise FileRefused(
            say("Tệp nén quá nhiều nội dung, không mở được an toàn. Vui lòng lưu lại tệp nhỏ hơn.")
        )
    return members


def _check_zip(data: bytes, part: str) -> bool:
    try:
        members = members_of(io.BytesIO(data))
    except zipfile.BadZipFile:
        return False
    return part in {member.filename for member in members}


_LOOKS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda data: data[:1024].lstrip().startswith(b"%PDF-") and b"%%EOF" in data[-2048:],
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "txt": _is_text,
    "csv": _is_text,
    **{extension: partial(_check_zip, part=part) for extension, part in _ZIP_PART.items()},
}


def media_type_of(name: str, data: bytes) -> str:
    """The type under which the file may be kept. Raises FileRefused with the reason in Vietnamese."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in MEDIA_TYPES:
        allowed = ", ".join(MEDIA_TYPES)
        raise FileRefused(
            say(
                "Không nhận loại tệp “.{extension}”. Các loại được nhận: {allowed}.",
                extension=extension or "?",
                allowed=allowed,
            )
        )
    if not data:
        raise FileRefused(say("Tệp rỗng."))
    if len(data) > MAX_BYTES:
        raise FileRefused(say("Tệp lớn hơn {MAX_BYTES} MB.", MAX_BYTES=MAX_BYTES // 1024 // 1024))
    if not _LOOKS[extension](data):
        raise FileRefused(
            say(
                "Nội dung tệp không phải định dạng .{extension}. Vui lòng kiểm tra lại tệp.",
                extension=extension,
            )
        )
    return MEDIA_TYPES[extension]
