"""Mails that came back: reading a delivery status notification (RFC 3464) and noting it on its row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accountability.audit.record import record
from accountability.notices.models import HANDED_OVER, Bounce, Outbox, OutboxState

if TYPE_CHECKING:
    from accountability.access.actor import Actor

_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_CODE = re.compile(r"\b([45]\d\d)\b")


class NotABounce(ValueError):
    """The text is no report about a mail, or about none of ours."""


@dataclass(frozen=True)
class Report:
    """What a notification says: which mails it is about, and per recipient what became of it."""

    report_id: str
    message_ids: tuple[str, ...]
    action: str  # failed, delayed, delivered, relayed, expanded (RFC 3464 §2.3.3)
    recipient: str
    status: str  # as 5.1.1 (RFC 3463)
    diagnostic: str


def read_report(raw: bytes) -> Report:
    """Read a notification. Raises NotABounce with a Vietnamese reason."""
    message = message_from_bytes(raw, policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    if not parts:
        raise NotABounce(
            "Tệp không phải là báo cáo chuyển thư (RFC 3464): thiếu phần message/delivery-status."
        )
    fields = _gravest([block for part in parts for block in _blocks(part)])
    ids = _original_ids(message)
    if not ids:
        raise NotABounce("Báo cáo không nêu thư gốc (thiếu Message-ID của thư bị trả lại).")
    own_id = _header(message, "Message-ID") or f"sha256:{hashlib.sha256(raw).hexdigest()}"
    return Report(
        report_id=own_id[:255],
        message_ids=ids,
        action=fields.get("action", "").lower(),
        recipient=_typed(fields.get("final-recipient") or fields.get("original-recipient", ""))[:254],
        status=fields.get("status", "").split(" ")[0][:20],
        diagnostic=_typed(fields.get("diagnostic-code", ""))[:500],
    )


def _blocks(part: Message) -> Iterable[dict[str, str]]:
    """The field groups per recipient: the parser of `email` keeps each as a message of its own."""
    payload: Any = part.get_payload()
    for block in payload if isinstance(payload, Sequence) and not isinstance(payload, str) else []:
        yield {name.lower(): " ".join(str(value).split()) for name, value in block.items()}


def _gravest(blocks: Sequence[dict[str, str]]) -> dict[str, str]:
    """Our mails have one addressee; if a server reports several, a failure counts."""
    about = [block for block in blocks if "action" in block]
    if not about:
        raise NotABounce("Báo cáo không nêu tình trạng của người nhận nào (thiếu trường Action).")
    return next((block for block in about if block["action"].lower() == "failed"), about[0])


def _original_ids(message: EmailMessage) -> tuple[str, ...]:
    """The Message-IDs of the mail that the report returns, whole or by its headers."""
    found: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner: Any = part.get_payload()
            found += _MESSAGE_ID.findall(str(inner[0]["Message-ID"] or "")) if inner else []
        elif kind == "text/rfc822-headers":
            raw = part.get_payload(decode=True)
            headers = message_from_bytes(raw if isinstance(raw, bytes) else b"", policy=policy.default)
            found += _MESSAGE_ID.findall(_header(headers, "Message-ID"))
    if not found:  # Some servers return nothing, but thread their report to the mail.
        found = _MESSAGE_ID.findall(f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}")
    return tuple(dict.fromkeys(found))


def _header(message: Message, name: str) -> str:
    return str(message[name] or "").strip()


def _typed(field: str) -> str:
    """`rfc822; a@b` → `a@b`: the type in front says nothing to people."""
    return field.partition(";")[2].strip() or field.strip()


@transaction.atomic
def take_in(report: Report, *, by: Actor | None, at: datetime) -> tuple[Outbox, bool]:
    """Note the report on its mail; (the mail, whether it is marked as bounced by this report).

    A delay or a success changes nothing; the same report read again changes nothing. Raises
    NotABounce when no mail of ours is meant.
    """
    mails = Outbox.objects.select_for_update(of=("self",)).filter(message_id__in=report.message_ids)
    mail = mails.defer("mime").first()
    if mail is None:
        raise NotABounce("Không có thư nào của hệ thống mang Message-ID nêu trong báo cáo.")
    if report.action != "failed" or Bounce.objects.filter(report_id=report.report_id).exists():
        return mail, False
    Bounce.objects.create(
        mail=mail,
        report_id=report.report_id,
        at=at,
        recipient=report.recipient,
        status=report.status,
        diagnostic=report.diagnostic,
    )
    marked = _mark(mail, report)
    record(
        action="mail.bounce",
        by=by,
        at=at,
        target_kind="mail",
        target_pk=mail.pk,
        before={"state": mail.state},
        after={"state": OutboxState.BOUNCED.value if marked else mail.state, "status": report.status},
    )
    return mail, marked


def _mark(mail: Outbox, report: Report) -> bool:
    """A mail that waits for another try, or is being sent, keeps its state: the report is about an earlier copy."""
    code = _CODE.search(report.diagnostic)
    changed = Outbox.objects.filter(pk=mail.pk, state__in=HANDED_OVER).update(
        state=OutboxState.BOUNCED,
        last_code=int(code[1]) if code else None,
        last_text=f"Bị trả lại {report.status}: {report.diagnostic or report.recipient}"[:500],
    )
    return bool(changed)
