"""Hostile text in any field of a report reaches no file and no network, in no form that leaves the house.

A server listens and must hear nothing; a file with a canary lies on the disk and must be in no output. What a template does
not escape is another matter: `reports/test_fetching.py` gives the renderer hostile markup itself.
"""

from __future__ import annotations

import base64
import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from accountability.printing.pdf import print_html
from accountability.printing.rules import Letter
from accountability.printing.sheets import Column, Sheet, write_book, write_csv
from accountability.printing.word import word_of

CANARY = "CANARY-91c7e2"


class Ear:
    """A socket that counts who knocks."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.port = self.socket.getsockname()[1]
        self.heard = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        while not self.over.is_set():
            try:
                caller, _ = self.socket.accept()
            except TimeoutError:
                continue
            self.heard += 1
            caller.close()

    def close(self) -> None:
        self.over.set()
        self.thread.join()
        self.socket.close()


@pytest.fixture(scope="module")
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.close()


@pytest.fixture(scope="module")
def vectors(ear: Ear, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What people have put into fields of other systems, aimed at our ear and at our canary (DESIGN §15)."""
    secret = tmp_path_factory.mktemp("secret") / "canary.svg"
    secret.write_text(CANARY)
    found = []
    for address in (f"http://127.0.0.1:{ear.port}/x", secret.as_uri(), str(secret)):
        svg = base64.b64encode(
            f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}'/></svg>".encode()
        ).decode()
        found += [
            f"<link rel=stylesheet href='{address}'>", f"<style>@import url({address});</style>",
            f"<style>@font-face{{font-family:x;src:url({address})}}</style>",
            f"<p style=\"background:url('{address}')\">", f"<img src=\"{address}\">", f"<img srcset='{address} 2x'>",
            f"<object data='{address}'></object>", f"<embed src='{address}'>", f"<iframe src='{address}'></iframe>",
            f"<svg><image xlink:href='{address}'/><use href='{address}#x'/></svg>",
            f"<img src='data:image/svg+xml;base64,{svg}'>", f"<link rel=attachment href='{address}'>",
            f"<a rel=attachment href='{address}'>", f"<base href='{address}'>", f"<script src='{address}'></script>",
            f"<meta http-equiv=refresh content='0;url={address}'>", f"]]><!ENTITY x SYSTEM '{address}'>&x;",
            f"=HYPERLINK(\"{address}\")", f"=WEBSERVICE(\"{address}\")", f"=cmd|' /C curl {address}'!A0",
            f"+IMPORTXML(\"{address}\";\"//a\")", f"@SUM({address})", f"-2+3+cmd|' /C {address}'!A0", f"\t=1+{address}",
            f"\r={address}", f"{{% include '{address}' %}}", f"{{{{ ''.__class__.__mro__ }}}} {address}",
            f"INCLUDETEXT {address}", f"\\\\127.0.0.1@{ear.port}\\x", f"</w:t><w:altChunk r:id='{address}'/>",
        ]  # fmt: skip
    return found


@pytest.fixture(scope="module")
def markup(vectors: list[str]) -> str:
    """A letter with a vector in each of its fields, and all of them as paragraphs and cells."""
    hostile = iter(vectors * 3)
    letter = Letter("", "", "", "", ())
    texts: dict[str, Any] = {
        part.name: (next(hostile), next(hostile))
        if part.name in {"recipients", "signer_lines"}
        else next(hostile)
        for part in fields(Letter)
        if part.name != "signed_on"
    }
    parts = {"letter": replace(letter, signed_on=date(2022, 11, 16), **texts), "texts": vectors}
    sheets = "".join(f"<link rel='stylesheet' href='asset:print/{name}.css'>" for name in ("fonts", "nd30"))
    body = _from_template(
        "{% for text in texts %}<p>{{ text }}</p>{% endfor %}<table class='figures'>"
        "{% for text in texts %}<tr><td>{{ text }}</td></tr>{% endfor %}</table>", parts,
    )  # fmt: skip
    title = _from_template("{{ texts.0 }}", parts)
    return (
        f"<html lang='vi'><head><title>{title}</title><meta name='author' content=\"{title}\">{sheets}</head><body>"
        + render_to_string("printing/_masthead.html", parts) + body + render_to_string("printing/_signature.html", parts)
    )  # fmt: skip


def _from_template(source: str, parts: dict[str, Any]) -> str:
    from django.template import engines

    return str(engines["django"].from_string(source).render(parts))


def packed(data: bytes) -> str:
    """Every part of a package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_the_pdf_shows_the_text_and_reaches_nothing(markup: str, vectors: list[str], ear: Ear) -> None:
    pdf = print_html(markup)
    reader = PdfReader(io.BytesIO(pdf.data))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for vector in vectors:  # Each is there to be read, as the letters that it is.
        assert "".join(vector.replace("\t", " ").split()).replace("\\", "") in text.replace("\\", "")
    assert CANARY not in text
    assert dict(reader.attachments) == {}
    assert not [one for page in reader.pages for one in page.get("/Annots", [])]
    assert ear.heard == 0


def test_the_word_file_shows_the_text_and_links_to_nothing(markup: str, vectors: list[str], ear: Ear) -> None:
    data = word_of(markup)
    document = Document(io.BytesIO(data))
    text = "".join("".join(one.text.split()) for one in document.paragraphs)
    for vector in vectors:
        assert "".join(vector.split()) in text
    parts = packed(data)
    assert CANARY not in parts
    assert 'TargetMode="External"' not in parts
    for element in ("<w:altChunk", "<w:hyperlink", "<w:fldSimple", "<w:object", "<v:imagedata"):
        assert element not in parts
    codes = [one.text for one in document.element.body.iter() if one.tag.endswith("}instrText")]
    assert codes == []  # The number of the page stands in the header; no field is in the text.
    assert ear.heard == 0


def test_the_workbook_holds_texts_only(vectors: list[str], ear: Ear, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    columns = [Column(vectors[0], 20), Column("Chữ", 40)]
    write_book(
        path, [Sheet(vectors[1], columns, [(text, text) for text in vectors], [(vectors[2], vectors[3])])]
    )
    parts = packed(path.read_bytes())
    assert CANARY not in parts
    assert "<f>" not in parts
    assert "<hyperlink" not in parts
    assert 'TargetMode="External"' not in parts
    read = [row[1] for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]]
    assert read == [vector.replace("\r", "") for vector in vectors]
    assert ear.heard == 0


def test_no_cell_of_the_csv_is_run_as_a_formula(vectors: list[str], tmp_path: Path) -> None:
    import csv

    path = tmp_path / "a.csv"
    write_csv(path, Sheet("x", [Column("=1", 20)], [(text,) for text in vectors], []))
    cells = [
        row[0]
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";")
    ]
    assert len(cells) == len(vectors) + 1
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_ear_hears_and_the_canary_can_be_read(ear: Ear, vectors: list[str]) -> None:
    """The negative control: the same addresses, asked for on purpose."""
    from urllib.request import urlopen

    address = next(vector for vector in vectors if "file:" in vector).split("'")[1]
    assert urlopen(address).read().decode() == CANARY
    before = ear.heard
    socket.create_connection(("127.0.0.1", ear.port)).close()
    for _ in range(50):
        if ear.heard > before:
            break
        threading.Event().wait(0.02)
    assert ear.heard == before + 1
    ear.heard = before
