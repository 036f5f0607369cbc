"""Hồ sơ nhiệm vụ as XML, beside its PDF (NĐ 30/2020/NĐ-CP, Phụ lục VI asks for both, in the order of time).

The structure, for who reads it with a program of his own:

    <hoSoNhiemVu xmlns="urn:don-doc:ho-so-nhiem-vu:1" lapLuc="instant of the copy">
      <nhiemVu ma="key of the assignment">
        <noiDung/> <sanPham/> <vanBanGiao/> <coQuanChuTri/> <coQuanXacNhan/>
        <thoiHan ngay="yyyy-mm-dd">words of the document</thoiHan>
        <trangThai ma="code">words</trangThai> <tienDo ma="code">words</tienDo>
      </nhiemVu>
      <phoiHop> <coQuan phanViec="its part">name</coQuan>… </phoiHop>
      <dienBien>
        <suKien thuTu="1" luc="instant">
          <viec/> <nguoiThucHien/> <ghiChu/>
          <noiDung ten="label">what was written</noiDung>…
          <tep ten="name" loai="media type" soByte="size" sha256="hash in hex"/>…
          <nguoiNhan/>…
        </suKien>…
      </dienBien>
    </hoSoNhiemVu>

Instants are ISO 8601 with the offset of Vietnam. Elements without content are left out. It holds what the PDF of the same
reader holds, and nothing else; files travel by their hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from accountability.assignments.badges import Badge
from accountability.assignments.models import Assignment
from accountability.core.zone import local

if TYPE_CHECKING:
    from accountability.assignments.views.pieces import Piece

NAMESPACE = "urn:don-doc:ho-so-nhiem-vu:1"
# What XML 1.0 cannot hold at all (https://www.w3.org/TR/xml/#charsets); people paste such characters without seeing them.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_of(
    row: Assignment,
    pieces: Iterable[Piece],
    *,
    state: Badge,
    timing: Badge,
    helpers: Iterable[Any],
    at: datetime,
) -> bytes:
    """The file in UTF-8. `helpers` are its coordinating parts."""
    root = ET.Element("hoSoNhiemVu", {"xmlns": NAMESPACE, "lapLuc": _instant(at)})
    _assignment(ET.SubElement(root, "nhiemVu", {"ma": str(row.pk)}), row, state, timing)
    parts = list(helpers)
    if parts:
        below = ET.SubElement(root, "phoiHop")
        for part in parts:
            _add(below, "coQuan", part.agency.name, phanViec=part.duty)
    course = ET.SubElement(root, "dienBien")
    for number, piece in enumerate(pieces, start=1):
        event = ET.SubElement(course, "suKien", {"thuTu": str(number), "luc": _instant(piece.at)})
        _event(event, piece)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _assignment(below: ET.Element, row: Assignment, state: Badge, timing: Badge) -> None:
    _add(below, "noiDung", row.title)
    _add(below, "sanPham", row.product)
    _add(below, "vanBanGiao", row.directive.cited)
    _add(below, "coQuanChuTri", row.lead_name)
    _add(below, "coQuanXacNhan", row.verifier.name)
    if row.due_on:
        words = row.deadline_words or f"{row.due_on:%d/%m/%Y}"
        _add(below, "thoiHan", words, ngay=row.due_on.isoformat())
    _add(below, "trangThai", state.label, ma=state.code)
    _add(below, "tienDo", timing.label, ma=timing.code)


def _event(below: ET.Element, piece: Piece) -> None:
    _add(below, "viec", piece.what)
    _add(below, "nguoiThucHien", piece.by)
    _add(below, "ghiChu", piece.note)
    for label, text in piece.body:
        _add(below, "noiDung", text, ten=label)
    for file in (*(one.file for one in piece.files), *(one.file for one in piece.papers)):
        facts = {"ten": file.name, "loai": file.media_type, "soByte": str(file.size), "sha256": file.sha256}
        ET.SubElement(below, "tep", {name: _clean(value) for name, value in facts.items()})
    for recipient in piece.recipients:
        _add(below, "nguoiNhan", recipient)


def _add(below: ET.Element, name: str, text: object, **facts: object) -> None:
    """An element with this text and these attributes; none without text."""
    words = _clean(text)
    if words:
        given = {key: _clean(value) for key, value in facts.items() if value}
        ET.SubElement(below, name, given).text = words


def _clean(value: object) -> str:
    return _FORBIDDEN.sub("", str(value if value is not None else "")).strip()


def _instant(at: datetime) -> str:
    return local(at).isoformat(timespec="seconds")
