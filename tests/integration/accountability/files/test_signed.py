"""Signed files of ours: only our very bytes with signatures behind them come back, and nothing that is signed beside them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from accountability.audit.models import AuditEvent
from accountability.files.actions import keep_made
from accountability.files.models import SignedCopy, StoredFile
from accountability.files.rules import FileRefused
from accountability.files.signed import check_signed, keep_signed, newest_of, sign_kept
from accountability.printing import signing
from accountability.printing.signing import SigningKey, sign_pdf
from tests import signing_keys as keys
from tests.access.asked_papers import blank_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = datetime(2022, 12, 7, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "_run_child", keys.in_this_process)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    """A clerk's own tool: a key of his, and a name that would be markup."""
    path = keys.made("<script>Văn thư</script>").pkcs12(tmp_path_factory.mktemp("keys") / "ky.p12", "x")
    return SigningKey(file=str(path), secret="x")


@pytest.fixture
def ours() -> StoredFile:
    return keep_made("07-UBND.pdf", ContentFile(paper()), "application/pdf", by=None, at=AT)


def paper() -> bytes:
    """A page with something on it."""
    writer, out = PdfWriter(io.BytesIO(blank_pdf())), io.BytesIO()
    content = DecodedStreamObject()
    content.set_data(b"0 0 10 10 re f")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    writer.write(out)
    return out.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ten-bat-ky.pdf", data)


def read(file: StoredFile) -> bytes:
    with file.content.open("rb") as content:
        return bytes(content.read())


def signed(data: bytes, key: SigningKey) -> bytes:
    return sign_pdf(data, at=AT, key=key, shown=False)


def changed(data: bytes) -> bytes:
    """A page more, added behind the bytes as signatures are."""
    writer, out = PdfWriter(io.BytesIO(data), incremental=True), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(out)
    assert out.getvalue().startswith(data)
    return out.getvalue()


def passed_by(data: bytes) -> bytes:
    """Our bytes, and behind them another document that does not lead back to them."""
    made, places = data + b"\n", []
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )  # fmt: skip
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + end % (table, len(made))


def covered(data: bytes) -> bytes:
    """The content of our page written anew, and named in the drawing of the signature, so that it passes for a part of it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    place = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents").reference
    writer.objects[(place.generation, place.idnum)] = generic.StreamObject(stream_data=b"0 0 595 842 re f")
    spec = fields.SigFieldSpec("X", on_page=0, box=(400, 100, 500, 150))
    fields.append_signature_field(writer, spec)
    drawing = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 100, 50))),
            pdf_name("/Resources"): generic.DictionaryObject(
                {pdf_name("/XObject"): generic.DictionaryObject({pdf_name("/A"): generic.IndirectObject(place.idnum, 0, writer)})}
            ),
        },
        stream_data=b"",
    )  # fmt: skip
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawing)})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved_again(data: bytes) -> bytes:
    writer, out = PdfWriter(io.BytesIO(data)), io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_another_tool_signed_takes_the_place_of_the_file_which_stays(
    ours: StoredFile, key: SigningKey
) -> None:
    data = signed(read(ours), key)
    copy = keep_signed(ours, check_signed(ours, upload(data)), by=None, at=AT)
    (told,) = copy.told
    assert (told.name, told.at, copy.how) == ("<script>Văn thư</script>", AT, "upload")
    assert int(told.serial, 16) > 0
    assert read(newest_of(ours)) == data
    assert newest_of(ours).name == "07-UBND-da-ky-so.pdf"
    assert read(StoredFile.objects.get(pk=ours.pk)) == paper()
    assert AuditEvent.objects.filter(action="file.sign", target_pk=ours.pk).count() == 1
    # A second signature goes behind the first, not behind the original.
    with pytest.raises(FileRefused, match="không phải tệp đã tải về"):
        check_signed(ours, upload(signed(read(ours), key)))
    again = keep_signed(ours, check_signed(ours, upload(signed(data, key))), by=None, at=AT)
    assert (again.number, len(again.signatures)) == (2, 2)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda data, key: data, "chưa có chữ ký số mới"),
        (lambda data, key: signed(saved_again(data), key), "không phải tệp đã tải về"),
        (lambda data, key: signed(changed(data), key), "nội dung tệp đã bị sửa hoặc thêm"),
        (lambda data, key: changed(signed(data, key)), "nội dung tệp đã bị sửa hoặc thêm"),
        (lambda data, key: signed(covered(data), key), "nội dung tệp đã bị sửa hoặc thêm"),
        (lambda data, key: signed(passed_by(data), key), "không phải tệp đã tải về"),
        (lambda data, key: data[:40], "không phải định dạng .pdf"),
        (lambda data, key: b"PK\x03\x04", "không phải định dạng .pdf"),
    ],
)
def test_anything_else_is_refused_and_nothing_is_kept(
    ours: StoredFile, key: SigningKey, make: Any, why: str
) -> None:
    with pytest.raises(FileRefused, match=why):
        check_signed(ours, upload(make(read(ours), key)))
    assert newest_of(ours) == ours


def test_the_offices_key_signs_behind_what_was_brought_back_and_two_at_once_are_told(
    ours: StoredFile, key: SigningKey, settings: Any
) -> None:
    keep_signed(ours, check_signed(ours, upload(signed(read(ours), key))), by=None, at=AT)
    with pytest.raises(FileRefused, match="chưa cấu hình khóa"):
        sign_kept(ours, AT, issuer="UBND")
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": key.secret}
    first, second = (sign_kept(ours, AT, issuer="UBND") for _ in range(2))
    keep_signed(ours, first, by=None, at=AT)
    with pytest.raises(FileRefused, match="vừa thêm chữ ký số"):
        keep_signed(ours, second, by=None, at=AT)
    assert [one.how for one in SignedCopy.objects.order_by("number")] == ["upload", "key"]
