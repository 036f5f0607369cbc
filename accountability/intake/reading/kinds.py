"""Which files are read, and whether a file is what its extension says; checked before any parser sees it. Pure.

Source: DESIGN §15 (allow-list of extensions; sniffed type and structure agree; unpacked size, number of members and
ratio checked before parsing). The limits are those of `files.rules`.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from accountability.core.saying import as_said, say
from accountability.files.rules import FileRefused, members_of
from accountability.intake.reading.unreadable import Unreadable

MACRO = say(
    "Tệp có chứa macro nên không nhận. Vui lòng lưu lại thành {plain} (không có macro), hoặc dán nội dung."
)
LOCKED = say("Tệp có đặt mật khẩu hoặc mã hóa nên không đọc được. Vui lòng bỏ mật khẩu rồi lưu lại.")
ENTITIES = say("Tệp có khai báo thực thể XML, không mở được an toàn. Vui lòng lưu lại từ Word hoặc Excel.")
_PICTURE = say("Ảnh chụp hoặc bản quét không có chữ để đọc: vui lòng gõ hoặc dán nội dung vào ô văn bản.")
_MACRO_NAMES = {"docm": ".docx", "dotm": ".docx", "xlsm": ".xlsx", "xltm": ".xlsx", "xlsb": ".xlsx"}
_OTHER_NAMES = {
    **dict.fromkeys(("doc", "rtf", "odt"), say("Vui lòng mở bằng Word, lưu lại thành .docx rồi tải lên.")),
    **dict.fromkeys(("png", "jpg", "jpeg", "tif", "tiff", "heic"), _PICTURE),
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1024 * 1024
_MARKUP = (".xml", ".rels", ".vml")
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def check_name(name: str, extensions: Collection[str]) -> str:
    """The extension of the name when it is one of these. Raises Unreadable that says which are."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension in extensions:
        return extension
    if extension in _MACRO_NAMES:
        raise Unreadable(MACRO.format(plain=_MACRO_NAMES[extension]))
    advice = _OTHER_NAMES.get(extension, "")
    allowed = ", ".join(f".{each}" for each in extensions)
    kind = (
        say("Không đọc loại tệp “.{extension}”", extension=extension)
        if extension
        else say("Tên tệp không có phần mở rộng")
    )
    known = say("{kind}; các loại đọc được: {allowed}.", kind=kind, allowed=allowed)
    raise Unreadable(known + f" {advice}" if advice else known)


def check_content(path: Path, extension: str) -> None:
    """Raises Unreadable unless the file is what its extension says and is safe to hand to a parser."""
    head = path.open("rb").read(1024)
    if extension != "xls" and head.startswith(_OLE):
        # A modern document with a password is wrapped into the old container.
        raise Unreadable(LOCKED if _names_in(path, "EncryptedPackage") else _not(extension))
    if not _CHECKS[extension](path, head):
        raise Unreadable(_not(extension))


def _not(extension: str) -> str:
    return say(
        "Nội dung tệp không phải định dạng .{extension}. Vui lòng kiểm tra lại tệp.", extension=extension
    )


def _names_in(path: Path, *streams: str) -> bool:
    """Whether the directory of an old container names one of these streams (UTF-16, as it writes them)."""
    data = path.read_bytes()
    return any(stream.encode("utf-16-le") in data for stream in streams)


def _is_pdf(path: Path, head: bytes) -> bool:
    return b"%PDF-" in head


def _is_text(path: Path, head: bytes) -> bool:
    # Which letters they are is found later; machine code and pictures have bytes that no text has.
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even or odd:
        # Latin letters in UTF-16 without its mark: zeros on one side only.
        return len(head) > 1 and (even == 0 or odd == 0) and max(even, odd) > len(head) // 5
    return not any(byte < 32 and byte not in b"\t\n\r\f\v" for byte in head)


def _is_xls(path: Path, head: bytes) -> bool:
    if not head.startswith(_OLE):
        return False
    if _names_in(path, "EncryptedPackage"):
        raise Unreadable(LOCKED)
    if _names_in(path, "_VBA_PROJECT_CUR", "_VBA_PROJECT"):
        raise Unreadable(MACRO.format(plain=".xlsx"))
    return _names_in(path, "Workbook", "Book")


def _is_package(path: Path, head: bytes, *, part: str, plain: str) -> bool:
    """A zipped package with that part: bounded, without passwords, macros and declared entities."""
    if not head.startswith(b"PK"):
        return False
    try:
        with path.open("rb") as file:
            members = members_of(file)
    except FileRefused as refusal:
        raise Unreadable(as_said(refusal)) from refusal
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    names = {member.filename for member in members}
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable(LOCKED)
    if any(_is_macro(name) for name in names):
        raise Unreadable(MACRO.format(plain=plain))
    return part in names and _unpacks(path, members)


def _is_macro(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith("vbaproject.bin") or lowered.startswith(("basic/", "scripts/"))


def _unpacks(path: Path, members: list[zipfile.ZipInfo]) -> bool:
    """Whether every member is as long as the directory says; in those of markup, no entity is declared.

    Read piece by piece: a directory that lies cannot make a piece larger. Raises Unreadable for entities, a password.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for member in members:
                with archive.open(member) as unpacked:
                    tail = b""
                    while piece := unpacked.read(_CHUNK):
                        if member.filename.lower().endswith(_MARKUP):
                            tail = _check_markup(tail + piece.replace(b"\0", b""))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
        return False
    return True


def _check_markup(piece: bytes) -> bytes:
    """The end of the piece, to be looked at with the next; zero bytes are gone, so UTF-16 hides nothing."""
    if any(declaration in piece for declaration in _DECLARATIONS):
        raise Unreadable(ENTITIES)
    if b"<manifest:encryption-data" in piece:
        raise Unreadable(LOCKED)
    return piece[-32:]


_CHECKS: dict[str, Callable[[Path, bytes], bool]] = {
    "pdf": _is_pdf,
    "txt": _is_text,
    "csv": _is_text,
    "xls": _is_xls,
    "docx": partial(_is_package, part="word/document.xml", plain=".docx"),
    "xlsx": partial(_is_package, part="xl/workbook.xml", plain=".xlsx"),
    "ods": partial(_is_package, part="content.xml", plain=".ods"),
}
