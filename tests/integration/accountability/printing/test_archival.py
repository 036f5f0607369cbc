"""PDF/A-3 with the tables inside, checked against what ISO 19005-3 asks of the structure. No validator stands behind it."""

import hashlib
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from accountability.printing import signing
from accountability.printing.pdf import Attachment, PdfFile, print_html
from accountability.printing.render_child import ATTACHABLE, attachment_of
from accountability.printing.signing import SigningKey, sign_pdf
from tests import signing_keys as keys

XLSX = next(mime for mime, suffix in ATTACHABLE.items() if suffix == ".xlsx")
AT = datetime(2022, 11, 16, 1, 0, tzinfo=UTC)
TABLE = Attachment("bang-so-lieu.xlsx", b"PK\x03\x04 not read by anyone", XLSX, AT)
MARKUP = (
    "<html lang='vi'><head><title>Báo cáo: tiến độ Đề án 06</title><meta name='author' content='Công an tỉnh'>"
    "<link rel='stylesheet' href='asset:print/fonts.css'><link rel='stylesheet' href='asset:print/nd30.css'></head>"
    "<body><h1 class='kind'>BÁO CÁO</h1><p>Chữ <b>đậm</b>, <i>nghiêng</i>: ăâđêôơư</p>"
    "<svg width='40' height='20'><rect width='30' height='10' fill='#a31621'/></svg></body></html>"
)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


@pytest.fixture(scope="module")
def archived() -> PdfFile:
    return print_html(MARKUP, attachments=[TABLE], archival=True)


@pytest.fixture(scope="module")
def reader(archived: PdfFile) -> PdfReader:
    return PdfReader(io.BytesIO(archived.data), strict=True)


def objects(reader: PdfReader) -> list[Any]:
    """Every object of the file, with the dictionaries and arrays inside."""
    found: list[Any] = []

    def walk(one: Any) -> None:
        if isinstance(one, dict):
            found.append(one)
            for value in one.values():
                if not type(value).__name__.startswith("Indirect"):
                    walk(value)
        elif isinstance(one, list):
            for value in one:
                walk(value)

    for number in range(1, int(reader.trailer["/Size"])):
        walk(reader.get_object(number))
    assert found
    return found


def test_the_file_is_whole_identified_and_open(archived: PdfFile, reader: PdfReader) -> None:
    assert archived.data.startswith(b"%PDF-1.7\n%")
    assert all(
        byte > 127 for byte in archived.data.splitlines()[1][1:5]
    )  # 6.1.2: four bytes that mark it as binary.
    assert archived.data.rstrip().endswith(b"%%EOF")
    assert reader.trailer["/ID"]
    assert not reader.is_encrypted
    assert reader.trailer["/Root"].get("/OCProperties") is None


def test_it_says_of_itself_that_it_is_pdf_a_3b_and_tells_the_same_in_both_places(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    stream = root["/Metadata"].get_object()
    assert "/Filter" not in stream or stream["/Filter"] == "/FlateDecode"
    tree = etree.fromstring(stream.get_data())
    told = {etree.QName(one).localname: " ".join("".join(one.itertext()).split()) for one in tree.iter()}
    attributes = {
        etree.QName(name).localname: value for one in tree.iter() for name, value in one.attrib.items()
    }
    assert (told | attributes)["part"] == "3"
    assert (told | attributes)["conformance"] == "B"
    assert told["title"] == reader.metadata.title == "Báo cáo: tiến độ Đề án 06"  # type: ignore[union-attr]
    assert told["creator"] == reader.metadata.author == "Công an tỉnh"  # type: ignore[union-attr]


def test_colours_have_one_meaning_and_nothing_acts(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    (intent,) = [one.get_object() for one in root["/OutputIntents"]]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object()["/N"] == 3
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"  # An ICC profile.
    for one in objects(reader):
        assert not {"/JS", "/JavaScript", "/AA", "/XFA", "/OpenAction", "/TR", "/PS"} & set(one), dict(one)
        assert one.get("/S") not in {
            "/Launch",
            "/Sound",
            "/Movie",
            "/JavaScript",
            "/SubmitForm",
            "/ImportData",
        }
        assert "LZW" not in str(one.get("/Filter", ""))
        assert (
            "/F" not in one
            or one.get("/Type") in {"/Filespec", "/Annot"}
            or "/EF" in one
            or not hasattr(one, "get_data")
        )
    for page in reader.pages:
        assert not re.search(rb"[\d.]\s+[kK]\b", page.get_contents().get_data())  # type: ignore[union-attr]  # No CMYK.


def test_every_font_is_inside_with_its_letters(reader: PdfReader) -> None:
    fonts = [one for one in objects(reader) if one.get("/Type") == "/Font"]
    composite = [one for one in fonts if one["/Subtype"] == "/Type0"]
    assert len(composite) == 3
    assert all("/ToUnicode" in one and one["/Encoding"] == "/Identity-H" for one in composite)
    for font in composite:
        (inner,) = [one.get_object() for one in font["/DescendantFonts"]]
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert inner["/CIDToGIDMap"] == "/Identity" or "/FontFile3" in descriptor
        assert inner["/CIDSystemInfo"]["/Ordering"] == "Identity"


def test_the_tables_travel_inside_as_the_data_of_the_report(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    (spec,) = [one.get_object() for one in root["/AF"]]
    assert spec["/Type"] == "/Filespec"
    assert (spec["/F"], spec["/UF"], spec["/AFRelationship"]) == (TABLE.name, TABLE.name, "/Data")
    embedded = spec["/EF"]["/F"].get_object()
    assert embedded["/Subtype"] == f"/{XLSX}"
    assert embedded["/Params"]["/ModDate"] == "D:20221116010000Z"
    assert embedded["/Params"]["/Size"] == len(TABLE.data)
    assert (
        embedded["/Params"]["/CheckSum"].original_bytes
        == hashlib.md5(TABLE.data, usedforsecurity=False).digest()
    )
    assert {name: bytes(*found) for name, found in reader.attachments.items()} == {TABLE.name: TABLE.data}


def test_a_signature_with_its_drawing_leaves_it_archival(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """ISO 19005-3, 6.3: a drawing is printed and has one appearance; 6.2.11: its letters are inside; XMP stays as it was."""
    monkeypatch.setattr(signing, "_run_child", keys.in_this_process)
    room = "<table class='signature'><tr><td></td><td><div class='signing-room' id='cho-ky'></div></td></tr></table></body>"
    paper = print_html(MARKUP.replace("</body>", room), archival=True).data
    key = SigningKey(file=str(keys.made().pkcs12(tmp_path / "ky.p12", "x")), secret="x")
    reader = PdfReader(
        io.BytesIO(sign_pdf(paper, at=AT, key=key))
    )  # Numbers that pyHanko left free are none.
    root: Any = reader.trailer["/Root"]
    before: Any = PdfReader(io.BytesIO(paper)).trailer["/Root"]
    assert root["/Metadata"].get_object().get_data() == before["/Metadata"].get_object().get_data()
    assert reader.metadata == PdfReader(io.BytesIO(paper)).metadata
    (drawn,) = [one for one in objects(reader) if one.get("/Subtype") == "/Widget"]
    assert drawn["/F"] & 4
    assert not drawn["/F"] & 0b100011
    assert set(drawn["/AP"]) == {"/N"}
    assert "/NeedAppearances" not in root["/AcroForm"]
    inner = [one for one in objects(reader) if "CIDFontType" in str(one.get("/Subtype"))]
    assert len(inner) == 4, "three faces of the paper, one of the time below the seal"
    assert all({"/FontFile2", "/FontFile3"} & set(one["/FontDescriptor"].get_object()) for one in inner)
    for one in objects(reader):
        assert not {"/JS", "/JavaScript", "/AA", "/XFA", "/OpenAction"} & set(one)


def test_the_same_document_gives_the_same_bytes_and_the_plain_form_stays_plain(archived: PdfFile) -> None:
    assert print_html(MARKUP, attachments=[TABLE], archival=True) == archived
    undated = Attachment(TABLE.name, TABLE.data, TABLE.mime)
    plain = print_html(MARKUP, attachments=[undated])
    assert list(PdfReader(io.BytesIO(plain.data)).attachments) == [TABLE.name]
    assert b"pdfaid" not in plain.data


@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.exe", "application/x-msdownload"), ("a.exe", XLSX), ("../a.xlsx", XLSX), ("a\n.xlsx", XLSX)],
)
def test_no_other_file_is_attached(name: str, mime: str) -> None:
    with pytest.raises(ValueError, match="not allowed in a print"):
        attachment_of({"name": name, "mime": mime, "data": "", "at": ""})
