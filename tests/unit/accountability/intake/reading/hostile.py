"""Files as people send them, good and hostile, made for the test."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from pypdf import PdfWriter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_file(path: Path, *paragraphs: str, header: str = "", table: list[list[str]] | None = None) -> Path:
    """A real Word file with these paragraphs, then the table."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("Sau bảng.")
    document.save(str(path))
    return path


def with_member(path: Path, name: str, data: bytes) -> Path:
    """The same archive with one member more, or in place of the one of that name."""
    with zipfile.ZipFile(path) as archive:
        kept = {each: archive.read(each) for each in archive.namelist() if each != name}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in {**kept, name: data}.items():
            archive.writestr(each, content)
    return path


def lying_archive(size: int) -> bytes:
    """A Word file whose directory says 100 bytes for a member that unpacks to `size`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * size)
    data = buffer.getvalue()
    true, said = size.to_bytes(4, "little"), (100).to_bytes(4, "little")
    return data.replace(true, said)


def pdf_of(*pages: list[str]) -> bytes:
    """A PDF with these printed lines (plain letters) on its pages; a page without lines is a scan."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for lines in pages:
        drawn = b"".join(b"(%s) Tj T* " % line.encode("latin-1") for line in lines)
        stream = b"BT /F1 12 Tf 14 TL 50 780 Td " + drawn + b"ET" if lines else b""
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _written(objects)


def slow_pdf() -> bytes:
    """A small PDF whose 300 pages all draw the same page of 200,000 words."""
    stream = b"BT /F1 12 Tf " + b"(a) Tj T* " * 200_000 + b"ET"
    kids = [b"%d 0 R" % (number + 5) for number in range(300)]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"
    return _written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids)),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
            *[page] * len(kids),
        ]
    )


def _written(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("bí mật", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
