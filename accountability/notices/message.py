"""Build a mail: the draft that other rooms hand in, and its bytes exactly as they will be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from accountability.core.zone import local
from accountability.notices import kinds, mime, preferences
from accountability.notices.patterns import Value, fill

DEMO_MARK = "SỐ LIỆU GIẢ ĐỊNH"
DEMO_HEADER = "X-Don-Doc-Data"
# A list mail stays readable; the rest is a number and a link. The setting MAIL_LIST_LIMIT.
LIST_LIMIT = 50
TITLE_LIMIT = 160
SUBJECT_LIMIT = 250


class Addressee(Protocol):
    """What a mail needs to know of its one reader (accounts.User fits)."""

    pk: Any
    email: str

    @property
    def display_name(self) -> str:
        """The name that the greeting uses."""


@dataclass(frozen=True)
class MailItem:
    """One assignment or directive in a mail: number, short title, deadline, link; no contents.

    `due` is a date or the words of the deadline ("không thời hạn"); `url` is a path of this site;
    `note` is a short state such as "quá hạn 5 ngày".
    """

    number: str
    title: str
    url: str
    due: date | str | None = None
    note: str = ""

    @property
    def deadline(self) -> str:
        """The deadline in words."""
        due = f"{self.due:%d/%m/%Y}" if isinstance(self.due, date) else self.due
        return due or "không ghi thời hạn"

    def context(self) -> dict[str, Value]:
        """The values that the templates print."""
        return {
            "number": self.number,
            "title": shorten(self.title, TITLE_LIMIT),
            "deadline": self.deadline,
            "note": self.note,
            "link": absolute_url(self.url),
        }


@dataclass(frozen=True)
class MailDraft:
    """One mail to one person, before it is written to the outbox.

    `dedupe_key` is made of business facts; `payload` holds the facts that `still_due` needs;
    `subjects` says what the mail is about ("a:12", "d:3"); `references` are the subjects whose
    mail threads it joins (by default its only subject; a list mail joins none). `lines` open the
    mail, `ladder` states which rung this is and who hears next. `why` replaces the kind's own.
    `position`: the key of the position that the reader is written to as; if another answers for
    it when the mail goes, it goes to him. `ready_at`: from when a digest may carry it (by default
    the instant it was written); `consequence`: its rank there, gravest first.
    """

    kind: str
    dedupe_key: str
    to: Addressee
    subject_line: str
    lines: tuple[str, ...] = ()
    items: tuple[MailItem, ...] = ()
    ladder: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False
    references: tuple[str, ...] | None = None
    why: str = ""
    more_url: str = "/"
    demo: bool = False
    position: int | None = None
    ready_at: datetime | None = None
    consequence: int = 0


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters; a cut is marked by an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def absolute_url(path: str) -> str:
    """The link of a mail: BASE_URL and a path of this site."""
    base: str = settings.BASE_URL
    return f"{base.rstrip('/')}/{path.lstrip('/')}"


def mail_domain() -> str:
    """The domain of our sender address, the right-hand side of every Message-ID."""
    return sender()[1].rpartition("@")[2]


def sender() -> tuple[str, str]:
    """The name and the address that our mails come from."""
    return _parsed(settings.DEFAULT_FROM_EMAIL)


@lru_cache(maxsize=8)
def _parsed(mailbox: str) -> tuple[str, str]:
    return parseaddr(mailbox)


def message_id(dedupe_key: str) -> str:
    """The Message-ID of a mail: the same facts give the same id, on every try."""
    digest = hashlib.sha256(dedupe_key.encode()).hexdigest()[:40]
    return f"<{digest}@{mail_domain()}>"


def usable_address(address: str) -> bool:
    """Whether the address can stand in a header: well-formed and ASCII."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return address.isascii()


def refused_domain(address: str) -> str:
    """The domain of the address if the setting MAIL_DOMAINS does not allow it, else "".

    A domain allows its subdomains too; an empty list allows every domain.
    """
    allowed: list[str] = getattr(settings, "MAIL_DOMAINS", [])
    domain = address.rpartition("@")[2].lower()
    if not allowed or any(domain == one.lower() or domain.endswith(f".{one.lower()}") for one in allowed):
        return ""
    return domain


def build_mime(draft: MailDraft, *, at: datetime) -> bytes:
    """The bytes of the mail, ASCII with CRLF line ends, as they will go over the wire."""
    shown = draft.items[: getattr(settings, "MAIL_LIST_LIMIT", LIST_LIMIT)]
    frame = _frame(draft, at, more=len(draft.items) - len(shown))
    is_list = len(draft.items) > 1
    items = [
        item.context() | {"place": str(place), "is_list": is_list} for place, item in enumerate(shown, 1)
    ]
    return mime.assemble(
        _headers(draft, at),
        text=_text("txt", frame, items),
        html=_text("html", frame, items),
        boundary="=_" + message_id(draft.dedupe_key)[1:41],
    )


def _text(suffix: str, frame: Mapping[str, Value], items: Sequence[Mapping[str, Value]]) -> str:
    """One of the two texts: its matters, then the frame around them."""
    matters = "".join(fill(f"notices/mail/item.{suffix}", item) for item in items)
    return fill(f"notices/mail/message.{suffix}", {**frame, "items": matters}, made="items")


def _headers(draft: MailDraft, at: datetime) -> list[tuple[str, str]]:
    headers = [
        ("Subject", mime.encoded(shorten(draft.subject_line, SUBJECT_LIMIT), header="Subject")),
        ("From", mime.mailbox(*sender(), header="From")),
    ]
    if usable_address(draft.to.email):  # Without an address the mail is a dead end and is never sent.
        headers.append(("To", mime.mailbox(shorten(draft.to.display_name, 120), draft.to.email, header="To")))
    headers += [("Date", format_datetime(local(at))), ("Message-ID", message_id(draft.dedupe_key))]
    if threads := _threads(draft):
        headers.append(("References", "\r\n ".join(threads)))
    headers += [
        ("List-Id", f"Don Doc <don-doc.{mail_domain()}>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
    ]
    if _is_digest(draft):  # RFC 8058; what the ladder owes cannot be declined.
        headers += [
            ("List-Unsubscribe", f"<{_unsubscribe_url(draft)}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
    if _is_demo(draft):
        headers.append((DEMO_HEADER, "gia-dinh"))
    return headers


def _threads(draft: MailDraft) -> list[str]:
    subjects = draft.references
    if subjects is None:
        subjects = draft.subjects if len(draft.subjects) == 1 else ()
    return [f"<{subject.replace(':', '-')}@{mail_domain()}>" for subject in subjects]


def _is_digest(draft: MailDraft) -> bool:
    return kinds.get(draft.kind).mail_class == "digest"


def _unsubscribe_url(draft: MailDraft) -> str:
    return absolute_url(reverse("mail-unsubscribe", args=[preferences.token(draft.to.pk)]))


def _is_demo(draft: MailDraft) -> bool:
    return draft.demo or bool(settings.DEMO)


def _frame(draft: MailDraft, at: datetime, *, more: int) -> dict[str, Value]:
    """What stands around the matters; `more` of them are not printed."""
    kind = kinds.get(draft.kind)
    return {
        "subject_line": shorten(draft.subject_line, SUBJECT_LIMIT),
        "greeting": draft.to.display_name,
        "lines": tuple(draft.lines),
        "more": str(more) if more else "",
        "more_link": absolute_url(draft.more_url),
        "ladder": tuple(draft.ladder),
        "why": draft.why or kind.why,
        "preferences_link": absolute_url(reverse("mail-preferences")) if kind.may_decline else "",
        "sent_on": f"{local(at):%d/%m/%Y %H:%M}",
        "base_url": absolute_url("/"),
        "demo": _is_demo(draft),
        "demo_mark": DEMO_MARK,
    }
