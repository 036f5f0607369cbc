"""Keeping an address with its filters under a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import one_line, secrecy_mark
from accountability.search.models import SavedSearch
from accountability.search.rules import MOST_SAVED


class Refused(ValueError):
    """The search is not kept so; the message says why, in Vietnamese."""


def _checked(title: str, user_id: int, *, but: int | None = None) -> str:
    """The name as it is kept. One at a time per person: two clicks at once must not pass the limit together."""
    title = one_line(title)
    if not title:
        raise Refused(say("Vui lòng đặt tên cho bộ lọc."))
    if len(title) > 100:
        raise Refused(say("Tên bộ lọc dài quá 100 ký tự."))
    if mark := secrecy_mark(title):
        raise Refused(say("Tên có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark))
    User.objects.select_for_update().filter(pk=user_id).first()
    rows = SavedSearch.objects.filter(user_id=user_id, deleted_at=None).exclude(pk=but or 0)
    if rows.filter(title=title).exists():
        raise Refused(say("Đã có bộ lọc tên “{title}”; vui lòng đặt tên khác.", title=title))
    if rows.count() >= MOST_SAVED:
        raise Refused(
            say("Mỗi người lưu được tối đa {MOST_SAVED} bộ lọc; vui lòng xóa bớt.", MOST_SAVED=MOST_SAVED)
        )
    return title


@transaction.atomic
def save(*, title: str, address: str, by: Actor, at: datetime) -> SavedSearch:
    """Keep it. Raises Refused for no name, a name that is taken, words of secrecy, or the fifty-first."""
    if secrecy_mark(address):
        raise Refused(say("Điều kiện tìm có dấu chỉ mức độ mật. Hệ thống không nhận và không lưu."))
    if len(address) > 1000:
        raise Refused(say("Bộ lọc có quá nhiều điều kiện, không lưu được."))
    title = _checked(title, by.user_id)
    row = SavedSearch.objects.create(user_id=by.user_id, title=title, address=address, saved_at=at)
    _log(row, "save", by, at, after={"title": title})
    return row


@transaction.atomic
def rename(row: SavedSearch, *, title: str, by: Actor, at: datetime) -> SavedSearch:
    """Another name. Raises Refused as `save` does."""
    before = {"title": row.title}
    row.title = _checked(title, by.user_id, but=row.pk)
    row.save(update_fields=["title"])
    _log(row, "rename", by, at, before=before, after={"title": row.title})
    return row


@transaction.atomic
def delete(row: SavedSearch, *, by: Actor, at: datetime) -> None:
    """Out of the list; `restore` brings it back."""
    row.deleted_at = at
    row.save(update_fields=["deleted_at"])
    _log(row, "delete", by, at, before={"title": row.title})


@transaction.atomic
def restore(row: SavedSearch, *, by: Actor, at: datetime) -> None:
    """Back into the list. Raises Refused when its name was given to another meanwhile."""
    _checked(row.title, by.user_id, but=row.pk)
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])
    _log(row, "restore", by, at, after={"title": row.title})


def _log(
    row: SavedSearch, action: str, by: Actor, at: datetime, *,
    before: dict[str, str] | None = None, after: dict[str, str] | None = None,
) -> None:  # fmt: skip
    record(
        action=f"search.{action}", by=by, at=at, target_kind="saved_search", target_pk=row.pk,
        before=before, after=after,
    )  # fmt: skip
