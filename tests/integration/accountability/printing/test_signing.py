"""Signatures made with a key in a file and with a key on a token, and what is found in files that come back."""

import base64
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from django.template.loader import render_to_string
from pypdf import PdfReader, PdfWriter

from accountability.printing import signing
from accountability.printing.pdf import CHILD_ENVIRONMENT, print_html
from accountability.printing.rules import Letter
from accountability.printing.rules.stamps import MM, organisation_box, person_box
from accountability.printing.signing import (
    SigningFailed,
    SigningKey,
    look_into,
    room_in,
    sign_pdf,
    signing_key,
)
from tests import signing_keys as keys

in_earnest = signing._run_child
AT = datetime(2022, 11, 16, 1, 0, tzinfo=UTC)
PASSWORD = "mật khẩu thử"
SOFTHSM = next(Path("/usr/lib").glob("**/softhsm/libsofthsm2.so"), None)
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


@pytest.fixture(autouse=True, scope="module")
def _in_this_process() -> Iterator[None]:
    """What the child does, done here: to load pyHanko takes most of the time of a child. One test starts it in earnest."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing, "_run_child", keys.in_this_process)
        yield


@pytest.fixture(scope="module")
def made() -> keys.Made:
    return keys.made()


@pytest.fixture(scope="module")
def key(made: keys.Made, tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    folder = tmp_path_factory.mktemp("keys")
    picture = folder / "dau.png"
    picture.write_bytes(base64.b64decode(DOT))
    path = made.pkcs12(folder / "ky.p12", PASSWORD)
    return SigningKey(file=str(path), secret=PASSWORD, picture=str(picture))


@pytest.fixture(scope="module")
def paper() -> bytes:
    letter = Letter(
        parent="UBND TỈNH NGHỆ AN", issuer="VĂN PHÒNG", issuer_name="Văn phòng", symbol="VP-TH",
        recipients=("Lưu: VT",), signer_name="Nguyễn Văn A",
    )  # fmt: skip
    foot = render_to_string("printing/_signature.html", {"letter": letter})
    head = "".join(f'<link rel="stylesheet" href="asset:print/{name}.css">' for name in ("fonts", "nd30"))
    return print_html(
        f"<html lang='vi'><head><title>Công văn</title>{head}</head><body><p>Nội dung./.</p>{foot}"
    ).data


@pytest.fixture(scope="module")
def signed(paper: bytes, key: SigningKey) -> bytes:
    return sign_pdf(paper, at=AT, key=replace(key, of_organisation=False))


@pytest.fixture
def _trusting(settings: Any, made: keys.Made, tmp_path: Path) -> None:
    (tmp_path / "goc.pem").write_bytes(made.root_pem)
    settings.SIGNING_ROOTS = [str(tmp_path / "goc.pem")]


@pytest.mark.usefixtures("_trusting")
def test_a_signature_by_a_key_file_says_who_and_when_and_holds(paper: bytes, signed: bytes) -> None:
    assert signed.startswith(paper)  # Added behind: the paper itself is as it was.
    looked = look_into(signed)
    (one,) = looked.signatures
    assert (one.name, one.organisation, one.issuer) == (
        "Nguyễn Văn A",
        "Văn phòng UBND tỉnh",
        "Gốc chứng thực thử",
    )
    assert one.at == AT
    assert (one.holds, one.trusted, one.changed) == (True, True, "no")
    assert b"/ETSI.CAdES.detached" in signed


def test_a_signer_whom_no_root_vouches_for_is_named_but_not_trusted(signed: bytes) -> None:
    (one,) = look_into(signed).signatures
    assert (one.holds, one.trusted, one.name) == (True, False, "Nguyễn Văn A")


@pytest.mark.usefixtures("_trusting")
def test_a_second_signature_leaves_the_first_intact(signed: bytes, key: SigningKey) -> None:
    twice = sign_pdf(signed, at=AT, key=key)
    person, organisation = look_into(twice).signatures
    assert (person.holds, person.changed) == (True, "signed_again")
    assert (organisation.holds, organisation.changed) == (True, "no")
    (page,) = PdfReader(io.BytesIO(twice)).pages
    boxes = [one.get_object()["/Rect"] for one in page["/Annots"] if one.get_object().get("/FT") == "/Sig"]
    (p_left, _, p_right, _), (_, _, o_right, _) = ([float(edge) for edge in box] for box in boxes)
    assert (o_right - p_left) / (p_right - p_left) == pytest.approx(1 / 3, abs=0.01)


def test_a_flipped_byte_is_found(signed: bytes) -> None:
    place = signed.index(b"stream") + 40
    spoilt = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    looked = look_into(spoilt)
    assert looked.kind == "broken" or not any(one.holds for one in looked.signatures)


def test_a_page_added_after_signing_is_told(signed: bytes) -> None:
    writer = PdfWriter(io.BytesIO(signed), incremental=True)
    writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(signed)
    (one,) = look_into(out.getvalue()).signatures
    assert one.changed == "yes" or not one.valid


def test_the_room_is_between_the_title_and_the_name_and_the_drawing_in_its_middle(
    paper: bytes, signed: bytes
) -> None:
    room = room_in(paper)
    assert room is not None
    assert room.page == 0
    box = person_box(room)
    assert (box.left + box.right) / 2 == pytest.approx((30 + 165 * 0.75) * MM, abs=1)
    assert organisation_box(room).left > 85  # Inside the left margin.
    texts: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            texts[text.strip()] = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]

    (page,) = PdfReader(io.BytesIO(signed)).pages
    page.extract_text(visitor_text=note)
    assert texts["GIÁM ĐỐC"] > box.top > box.bottom > texts["Nguyễn Văn A"] + 5
    (sign,) = [one.get_object() for one in page["/Annots"] if one.get_object().get("/FT") == "/Sig"]
    assert [float(edge) for edge in sign["/Rect"]] == pytest.approx(list(box.edges), abs=0.01)
    assert "/N" in sign["/AP"]


def test_the_child_process_signs_looks_and_gets_no_secret_of_ours(
    paper: bytes, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_run_child", in_earnest)
    (one,) = look_into(sign_pdf(paper, at=AT, key=key, shown=False)).signatures
    assert (one.name, one.holds, one.trusted) == ("Nguyễn Văn A", True, False)
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(CHILD_ENVIRONMENT)


def test_a_wrong_password_is_a_plain_refusal(paper: bytes, key: SigningKey) -> None:
    with pytest.raises(SigningFailed, match="không mở được bằng mật khẩu"):
        sign_pdf(paper, at=AT, key=replace(key, secret="sai"), shown=False)
    with pytest.raises(SigningFailed, match="không thấy tệp khóa ký"):
        sign_pdf(paper, at=AT, key=replace(key, file="/khong-co.p12"), shown=False)
    with pytest.raises(SigningFailed, match="hết hạn"):
        sign_pdf(paper, at=AT.replace(year=2051), key=key, shown=False)
    assert "mật" not in repr(key)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", "not_pdf"), (b"PK\x03\x04 a zip", "not_pdf"), (b"%PDF-1.7\n nothing more", "broken")],
)
def test_what_is_no_pdf_or_a_broken_one_is_said(data: bytes, kind: str) -> None:
    assert look_into(data).kind == kind


def test_a_file_behind_a_password_and_one_without_signatures_are_said(paper: bytes) -> None:
    assert look_into(paper).kind == "pdf"
    assert look_into(paper).signatures == ()
    writer = PdfWriter(io.BytesIO(paper))
    writer.encrypt("x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert look_into(out.getvalue()).kind == "encrypted"


def test_nothing_is_signed_until_an_office_names_a_key(settings: Any) -> None:
    assert signing_key() is None
    settings.SIGNING = settings.SIGNING | {"file": "/khoa.p12", "secret": "x"}
    assert signing_key() == SigningKey(file="/khoa.p12", secret="x")
    settings.SIGNING_FOR = ["VPUBND"]
    assert signing_key("CAT") is None, "the Office's seal stands on no report of the police"
    assert signing_key("VPUBND") is not None


# A token ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def token(made: keys.Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SigningKey]:
    """A token in software that holds the key and its certificate."""
    if SOFTHSM is None or shutil.which("softhsm2-util") is None:
        pytest.skip("softhsm2 is not installed; bin/setup test brings it")
    (tmp_path / "tokens").mkdir()
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(
        f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    private = tmp_path / "key.pem"
    private.write_bytes(
        made.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    _softhsm("--init-token", "--free", "--label", "dondoc", "--so-pin", "1234", "--pin", "5678")
    _softhsm("--import", str(private), "--token", "dondoc", "--label", "ky", "--id", "01", "--pin", "5678")
    certificate = tmp_path / "cert.der"
    certificate.write_bytes(made.certificate.public_bytes(serialization.Encoding.DER))
    script = (
        "import sys, pkcs11; from pkcs11.util.x509 import decode_x509_certificate as read\n"
        "token = pkcs11.lib(sys.argv[1]).get_token(token_label='dondoc')\n"
        "with token.open(user_pin='5678', rw=True) as session:\n"
        "    told = read(open(sys.argv[2], 'rb').read())\n"
        "    told |= {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: 'ky', pkcs11.Attribute.ID: b'\\x01'}\n"
        "    session.create_object(told)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(SOFTHSM), str(certificate)], check=True, env=os.environ)
    return SigningKey(library=str(SOFTHSM), token="dondoc", label="ky", secret="5678")


def _softhsm(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True, env=os.environ)


@pytest.mark.usefixtures("_trusting")
def test_a_key_that_never_leaves_its_token_signs_as_well(paper: bytes, token: SigningKey) -> None:
    (one,) = look_into(sign_pdf(paper, at=AT, key=token, shown=False)).signatures
    assert (one.name, one.holds, one.trusted) == ("Nguyễn Văn A", True, True)
    with pytest.raises(SigningFailed, match="mã PIN của thiết bị ký không đúng"):
        sign_pdf(paper, at=AT, key=replace(token, secret="0000"), shown=False)
    with pytest.raises(SigningFailed, match="không thấy thiết bị ký"):
        sign_pdf(paper, at=AT, key=replace(token, token="khac"), shown=False)
