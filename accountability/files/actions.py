"""Keeping an uploaded file."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.files.models import StoredFile
from accountability.files.rules import MAX_BYTES, SecretRefused, media_type_of
from accountability.files.words import words_of


def check(upload: UploadedFile[Any]) -> bytes:
    """The bytes of an upload that may be kept. Raises FileRefused; a secrecy mark in its words refuses it too."""
    data: bytes = upload.read(MAX_BYTES + 1)
    upload.seek(0)
    name = upload.name or ""
    media_type_of(name, data)
    mark = secrecy_mark(name) or secrecy_mark(words_of(name, data))
    if mark:
        raise SecretRefused(
            say(
                "Tệp có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu gì của tài liệu này.",
                mark=mark,
            )
        )
    return data


def keep(upload: UploadedFile[Any], *, by: Actor | None, at: datetime) -> StoredFile:
    """Check and keep one file under a random name. Raises FileRefused; nothing is stored then."""
    data = check(upload)
    return keep_checked(upload.name or "", data, media_type_of(upload.name or "", data), by=by, at=at)


@transaction.atomic
def keep_checked(name: str, data: bytes, media_type: str, *, by: Actor | None, at: datetime) -> StoredFile:
    """Keep a file that its room has checked itself: an annex was read in a child process before it comes here."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    made = StoredFile(
        name=name, media_type=media_type, size=len(data), sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=at, uploaded_by_id=by.user_id if by else None,
    )  # fmt: skip
    made.content.save(name, ContentFile(data), save=False)
    made.save()
    record(
        action="file.keep", by=by, at=at, target_kind="file", target_pk=made.pk,
        after={"sha256": made.sha256, "size": made.size, "media_type": made.media_type},
    )  # fmt: skip
    return made


@transaction.atomic
def keep_made(
    name: str, content: File[bytes], media_type: str, *, by: Actor | None, at: datetime
) -> StoredFile:
    """Keep a file that the system wrote itself (an export), read from disk piece by piece."""
    digest = hashlib.sha256()
    for piece in content.chunks():
        digest.update(piece)
    content.seek(0)
    made = StoredFile(
        name=name, media_type=media_type, size=content.size, sha256=digest.hexdigest(), uploaded_at=at,
        uploaded_by_id=by.user_id if by else None,
    )  # fmt: skip
    made.content.save(name, content, save=False)
    made.save()
    record(
        action="file.keep", by=by, at=at, target_kind="file", target_pk=made.pk,
        after={"sha256": made.sha256, "size": made.size, "media_type": made.media_type},
    )  # fmt: skip
    return made


@transaction.atomic
def discard(file: StoredFile, *, by: Actor | None, at: datetime) -> None:
    """Take a file away that nothing refers to any more: the row now, the content when the transaction holds."""
    content, storage = str(file.content.name), file.content.storage
    record(
        action="file.discard", by=by, at=at, target_kind="file", target_pk=file.pk,
        before={"sha256": file.sha256, "size": file.size},
    )  # fmt: skip
    file.delete()
    transaction.on_commit(lambda: storage.delete(content))
