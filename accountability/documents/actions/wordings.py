"""The Office changes the wording of a kind: each change is a version, and one can always return to our own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.core.saying import as_said, say
from accountability.core.text import secrecy_mark
from accountability.directives.actions import Refused
from accountability.documents.models import DocumentTemplate
from accountability.documents.rules import Kind, WordingError, check
from accountability.documents.rules.own_wording import OWN, Wording
from accountability.documents.wordings import current

CHANGED_MEANWHILE = say(
    "Mẫu này vừa được người khác sửa. Nội dung vừa nhập còn nguyên; xem bản vừa được lưu ở dưới, rồi lưu lại nếu vẫn thay bằng "
    "nội dung vừa nhập."
)


class Overtaken(Refused):
    """Somebody else made a version since the actor's page was drawn."""


@transaction.atomic
def keep_wording(
    kind: str, wording: Wording, *, seen: int, by: Actor, at: datetime, is_ours: bool = False
) -> DocumentTemplate:
    """Keep the wording as the next version. `seen` is the version that the actor's page showed (0: our own).

    The same wording again changes nothing. Raises Refused for an unknown place, a secrecy mark, an empty text,
    and Overtaken when somebody else made a version meanwhile.
    """
    _check(wording)
    found = current(kind, lock=True)
    last = found.version if found else 0
    if last != seen:
        raise Overtaken(CHANGED_MEANWHILE)
    if _same(found, kind, wording):
        if found is None:
            raise Refused(say("Nội dung chưa có gì thay đổi so với mẫu gốc."))
        return found
    # Two first versions at once find no row to lock: they meet at the key of kind and version.
    made, is_new = DocumentTemplate.objects.get_or_create(
        kind=kind, version=last + 1,
        defaults={
            "abstract": wording.abstract.strip(), "body": wording.body.strip(), "is_ours": is_ours, "made_at": at,
            "recipients": wording.recipients.strip(), "made_by_id": by.user_id, "made_title": by.title[:200],
        },
    )  # fmt: skip
    if not is_new:
        raise Overtaken(CHANGED_MEANWHILE)
    record(
        action="document.wording", by=by, at=at, target_kind="document_template", target_pk=made.pk,
        after={"kind": kind, "version": made.version, "is_ours": is_ours},
    )  # fmt: skip
    return made


def return_to_ours(kind: str, *, seen: int, by: Actor, at: datetime) -> DocumentTemplate:
    """Our own wording as the next version. Raises Refused as `keep_wording`."""
    return keep_wording(kind, OWN[Kind(kind)], seen=seen, by=by, at=at, is_ours=True)


def _same(found: DocumentTemplate | None, kind: str, wording: Wording) -> bool:
    old = found or OWN[Kind(kind)]
    return [getattr(old, name).strip() for name in ("abstract", "body", "recipients")] == [
        getattr(wording, name).strip() for name in ("abstract", "body", "recipients")
    ]


def _check(wording: Wording) -> None:
    text = "\n".join((wording.abstract, wording.body, wording.recipients))
    if mark := secrecy_mark(text):
        raise Refused(
            say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
        )
    if not wording.abstract.strip() or not wording.body.strip():
        raise Refused(say("Vui lòng nhập trích yếu và nội dung."))
    try:
        check(text)
    except WordingError as error:
        raise Refused(as_said(error)) from error
