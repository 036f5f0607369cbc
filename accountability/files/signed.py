"""Files of ours with digital signatures: made by the office's key, or brought back from somebody's own signing tool.

Signing and checking take seconds in a child process, so both are done before the transaction that keeps what came of it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.files.actions import keep_made
from accountability.files.models import SignedCopy, StoredFile
from accountability.files.rules import MAX_BYTES, FileRefused, media_type_of
from accountability.printing.signing import Signature, Signed, compare, signed_by, signing_key

_PDF = "application/pdf"
_END = "-da-ky-so.pdf"
MEANWHILE = say(
    "Người khác vừa thêm chữ ký số vào văn bản này; vui lòng tải lại tệp và ký trên bản mới nhất."
)


@dataclass(frozen=True)
class SignedBytes:
    """A signed file that is to be kept behind the copy of that `number` (0: the original)."""

    data: bytes
    signatures: tuple[Signature, ...]
    how: str
    behind: int = 0


# Reading ----------------------------------------------------------------------------------------------------------------


def copies_of(original: StoredFile) -> list[SignedCopy]:
    """Its signed copies, the first one first. One statement."""
    return list(original.signed_copies.select_related("file", "kept_by"))


def newest_of(original: StoredFile) -> StoredFile:
    """What is handed out: the copy with all signatures, else the file itself."""
    copy = original.signed_copies.select_related("file").order_by("-number").first()
    return copy.file if copy else original


# Signing ----------------------------------------------------------------------------------------------------------------


def sign_new(data: bytes, at: datetime, *, issuer: str) -> SignedBytes | None:
    """A file that is about to be kept, signed by the key of its issuer (a code); None without a key. Raises SigningFailed."""
    key = signing_key(issuer)
    return None if key is None else _by_key(signed_by(key, data, at=at), (), 0)


def sign_kept(original: StoredFile, at: datetime, *, issuer: str) -> SignedBytes:
    """A kept file, signed by the key of its issuer behind what it bears already. Raises SigningFailed, FileRefused."""
    key = signing_key(issuer)
    if key is None:
        raise FileRefused(say("Cơ quan chưa cấu hình khóa ký số trên máy chủ."))
    before, data = _last(original)
    earlier = tuple(before.told) if before else ()
    return _by_key(signed_by(key, data, at=at), earlier, before.number if before else 0)


def _by_key(made: Signed, earlier: Sequence[Signature], behind: int) -> SignedBytes:
    return SignedBytes(made.data, (*earlier, made.signature), SignedCopy.How.KEY, behind)


def check_signed(original: StoredFile, upload: UploadedFile[Any]) -> SignedBytes:
    """What somebody signed by his own tool: our very bytes with signatures behind them, and nothing else. Raises FileRefused.

    A change that was signed is a change too: every object that the additions touch is compared with what it was.
    """
    data: bytes = upload.read(MAX_BYTES + 1)
    media_type_of("tep.pdf", data)
    before, ours = _last(original)
    looked = compare(ours, data)
    if looked.added != "signatures" or not looked.signatures:
        raise FileRefused(_NOT_OURS.get(looked.added if looked.kind == "pdf" else looked.kind, _UNSIGNED))
    if not all(one.holds and one.changed in ("no", "signed_again") for one in looked.signatures):
        raise FileRefused(say("Tệp có chữ ký số không còn giá trị: nội dung đã bị thay đổi sau khi ký."))
    if before and len(looked.signatures) <= len(before.signatures):
        raise FileRefused(_UNSIGNED)
    return SignedBytes(data, looked.signatures, SignedCopy.How.UPLOAD, before.number if before else 0)


_UNSIGNED = say("Tệp chưa có chữ ký số mới. Hãy ký trên tệp vừa tải về từ trang này rồi tải lên.")
_NOT_OURS = {
    "other": say(
        "Tệp này không phải tệp đã tải về từ trang này có thêm chữ ký số. Hãy tải tệp về, ký trực tiếp trên tệp đó (không in lại, "
        "không lưu thành tệp khác) rồi tải lên."
    ),
    "more": say("Ngoài chữ ký số, nội dung tệp đã bị sửa hoặc thêm so với tệp do hệ thống lập; không nhận tệp này."),
    "encrypted": say("Tệp PDF có mật khẩu bảo vệ: hãy ký trên tệp tải về từ trang này, không đặt mật khẩu."),
    "broken": say("Tệp PDF hỏng: không đọc được cấu trúc của tệp."),
    "not_pdf": say("Tệp tải lên không phải tệp PDF."),
}  # fmt: skip


def _last(original: StoredFile) -> tuple[SignedCopy | None, bytes]:
    copy = original.signed_copies.select_related("file").order_by("-number").first()
    with (copy.file if copy else original).content.open("rb") as content:
        return copy, bytes(content.read())


def keep_signed(original: StoredFile, made: SignedBytes, *, by: Actor | None, at: datetime) -> SignedCopy:
    """Keep it behind the copy that it was made from. Raises FileRefused when another was added meanwhile."""
    name = original.name.removesuffix(".pdf")[: 200 - len(_END)] + _END
    try:
        with transaction.atomic():
            copy = SignedCopy.objects.create(
                original=original, number=made.behind + 1, how=made.how, kept_at=at,
                kept_by_id=by.user_id if by else None, kept_title=by.title[:200] if by else "",
                file=keep_made(name, File(io.BytesIO(made.data)), _PDF, by=by, at=at),
                signatures=[_as_json(one) for one in made.signatures],
            )  # fmt: skip
            record(
                action="file.sign", by=by, at=at, target_kind="file", target_pk=original.pk,
                after={"sha256": copy.file.sha256, "how": copy.how, "serial": made.signatures[-1].serial},
            )  # fmt: skip
    except IntegrityError as error:
        raise FileRefused(MEANWHILE) from error
    return copy


def _as_json(one: Signature) -> dict[str, Any]:
    return asdict(one) | {"at": one.at.isoformat() if one.at else ""}
