"""Digital signatures on our PDFs (PAdES), and what the signatures of any PDF say. Off until an office names a key.

Both work in a child process. Never call them in a request that holds a lock or a transaction: a token may take seconds.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from accountability.core.saying import say
from accountability.core.zone import local
from accountability.printing.pdf import CHILD_ENVIRONMENT, print_html
from accountability.printing.rules.stamps import Box, Room, organisation_box, person_box, stamp_markup

if TYPE_CHECKING:
    from pypdf import PdfReader

logger = logging.getLogger(__name__)

CHILD = "accountability.printing.signing_child"
PLACE = "cho-ky"  # The room for a signature in templates/printing/_signature.html.
# A web process that waits longer is taken for dead by its server (gunicorn: 30 s).
TIMEOUT_SECONDS = 20
# What went wrong, by the kinds of errors that the child tells; the innermost that is known counts.
_WHY = {
    "WrongPassword": say("tệp khóa ký không mở được bằng mật khẩu đã đặt"),
    "OutOfTime": say("chứng thư số chưa có hiệu lực hoặc đã hết hạn"),
    "FileNotFoundError": say("không thấy tệp khóa ký hoặc thư viện của thiết bị ký"),
    "PermissionError": say("hệ thống không có quyền đọc tệp khóa ký"),
    "PinIncorrect": say("mã PIN của thiết bị ký không đúng; không thử lại nhiều lần vì thiết bị sẽ tự khóa"),
    "PinLocked": say("thiết bị ký đã tự khóa vì mã PIN sai nhiều lần"),
    "PKCS11Error": say("không thấy thiết bị ký; kiểm tra thiết bị đã được cắm vào máy chủ"),
    "NoSuchToken": say("không thấy thiết bị ký; kiểm tra thiết bị đã được cắm vào máy chủ"),
    "TokenNotPresent": say("không thấy thiết bị ký; kiểm tra thiết bị đã được cắm vào máy chủ"),
    "NoSuchKey": say("không thấy khóa ký trên thiết bị"),
}
_WHY_ELSE = say("khóa ký, mật khẩu hoặc thiết bị ký không dùng được")


class SigningFailed(RuntimeError):
    """The file was not signed; the message is for the screen, details are in the log."""


@dataclass(frozen=True)
class SigningKey:
    """A key in a PKCS#12 file, or on a PKCS#11 token; ``picture`` is the PNG of the signature or of the seal.

    ``of_organisation`` tells whose it is: the organisation's seal stands over a third of the person's signature.
    """

    file: str = ""
    library: str = ""
    token: str = ""
    label: str = ""
    secret: str = field(default="", repr=False)
    picture: str = ""
    of_organisation: bool = True


def signing_key(issuer: str = "") -> SigningKey | None:
    """The key of the settings (``SIGNING_*``, docs/running.md); None while the office signs by its own tools.

    ``issuer`` is the code of the agency whose file it is: ``SIGNING_FOR`` says whose files the key signs, empty all.
    """
    told: Mapping[str, Any] = settings.SIGNING
    if not told["file"] and not told["library"]:
        return None
    if issuer and settings.SIGNING_FOR and issuer not in settings.SIGNING_FOR:
        return None
    return SigningKey(**told)


def sign_pdf(data: bytes, *, at: datetime, key: SigningKey, shown: bool = True) -> bytes:
    """``signed_by`` without what the certificate says."""
    return signed_by(key, data, at=at, shown=shown).data


def signed_by(key: SigningKey, data: bytes, *, at: datetime, shown: bool = True) -> Signed:
    """The PDF with a signature of ``key`` added behind its bytes; earlier signatures stay valid.

    ``at`` is written as the time of signing. ``shown`` draws it where the letter leaves room for it (DOMAIN §1.2), with
    the picture of the key and the time; a PDF without that room is signed without a drawing. Raises ``SigningFailed``.
    """
    before = _reader(data).get_fields() or {}
    job: dict[str, object] = {
        "act": "sign", "pdf": _text(data), "at": local(at).isoformat(timespec="seconds"),
        "field": f"{'ToChuc' if key.of_organisation else 'CaNhan'}{len(before) + 1}",
        "key": {"file": key.file, "library": key.library, "token": key.token, "label": key.label, "secret": key.secret},
    }  # fmt: skip
    room = room_in(data) if shown else None
    if room is not None:
        box = organisation_box(room) if key.of_organisation else person_box(room)
        job |= {
            "page": room.page,
            "box": [round(edge, 2) for edge in box.edges],
            "shown": _text(_drawn(key, box, at)),
        }
    reply = _run_child(job)
    if reply.returncode != 0:
        told = reply.stderr.decode("utf-8", "replace")[-500:]
        logger.error("signing refused: %s", told)
        kinds = told.partition(":")[0].split()
        why = next((_WHY[kind] for kind in reversed(kinds) if kind in _WHY), _WHY_ELSE)
        raise SigningFailed(
            say("Không ký số được tệp: {why}. Quản trị hệ thống xem nhật ký máy chủ.", why=why)
        )
    certificate, _, made = reply.stdout.partition(b"\n")
    return Signed(made, _signature(json.loads(certificate) | _JUST_MADE))


def _reader(data: bytes) -> PdfReader:
    # Loaded with the first signature: 17 MB that a process which signs nothing does without.
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(data))


def room_in(data: bytes) -> Room | None:
    """Where a letter leaves room for signatures: page and rectangle, from the name that the template gives it."""
    reader = _reader(data)
    place = reader.named_destinations.get(PLACE)
    if place is None or place.left is None or place.top is None:
        return None
    page = reader.get_destination_page_number(place)
    if page is None:
        return None
    width = float(reader.pages[page].mediabox.width)
    return Room(page=page, left=float(place.left), top=float(place.top), page_width=width)


def _drawn(key: SigningKey, box: Box, at: datetime) -> bytes:
    """What the signature shows, as a page of the size of its box, in our family and by our own renderer."""
    picture = base64.b64encode(Path(key.picture).read_bytes()).decode("ascii") if key.picture else ""
    return print_html(stamp_markup(box, picture, local(at), of_organisation=key.of_organisation)).data


@dataclass(frozen=True)
class Signature:
    """What one signature says; ``changed`` is "no", "signed_again" (only signatures came after it), "yes" or "unknown".

    ``serial`` is the number of the certificate at its issuer, in hex.
    """

    name: str
    organisation: str
    issuer: str
    serial: str
    at: datetime | None
    intact: bool
    valid: bool
    trusted: bool
    changed: str

    @property
    def holds(self) -> bool:
        """Whether what it covers is as it was signed."""
        return self.intact and self.valid


@dataclass(frozen=True)
class Signed:
    """A PDF that was just signed, and by whose certificate."""

    data: bytes
    signature: Signature


# No root is asked about our own key.
_JUST_MADE = {"intact": True, "valid": True, "trusted": False, "changed": "no"}


@dataclass(frozen=True)
class Looked:
    """What a file is: ``kind`` is pdf, encrypted, broken or not_pdf; ``hashes`` tells each state that it once had.

    ``added`` is told where it was compared with a file of ours: signatures, nothing, more, or other.
    """

    kind: str
    signatures: tuple[Signature, ...] = ()
    hashes: tuple[str, ...] = ()
    added: str = ""


def look_into(data: bytes) -> Looked:
    """The signatures of any PDF, checked against the roots of ``SIGNING_ROOTS``; nothing of it is kept.

    A file that breaks the reader or takes it too long is "broken".
    """
    return _looked({"act": "look", "pdf": _text(data)})


def compare(before: bytes, data: bytes) -> Looked:
    """The signatures of ``data``, and what it adds behind the bytes of ``before``, which is a file of ours."""
    return _looked({"act": "compare", "before": _text(before), "pdf": _text(data)})


def _looked(job: Mapping[str, object]) -> Looked:
    roots = "".join(Path(name).read_text("ascii") for name in settings.SIGNING_ROOTS)
    try:
        reply = _run_child({**job, "roots": roots})
    except SigningFailed:
        return Looked("broken")
    if reply.returncode != 0:
        logger.warning("file not understood: %s", reply.stderr.decode("utf-8", "replace")[-500:])
        return Looked("broken")
    told = json.loads(reply.stdout)
    signatures = tuple(map(_signature, told["signatures"]))
    return Looked(told["kind"], signatures, tuple(told.get("hashes", ())), told.get("added", ""))


def _signature(told: Mapping[str, Any]) -> Signature:
    return Signature(**{**told, "at": datetime.fromisoformat(told["at"]) if told["at"] else None})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _run_child(job: Mapping[str, object]) -> subprocess.CompletedProcess[bytes]:
    base_dir = Path(settings.BASE_DIR)
    kept = (*CHILD_ENVIRONMENT, "SOFTHSM2_CONF")  # A token in software finds its objects by it.
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    try:
        return subprocess.run(  # noqa: S603 (our own module; what it works on comes on standard input)
            [sys.executable, "-m", CHILD], input=json.dumps(job).encode(), capture_output=True, cwd=base_dir,
            env={**environment, "LANG": "C.UTF-8"}, timeout=TIMEOUT_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        logger.error("%s not finished within %s s", job["act"], TIMEOUT_SECONDS)
        raise SigningFailed(
            say("Không ký số được tệp: thiết bị ký không trả lời trong {n} giây.", n=TIMEOUT_SECONDS)
        ) from error
