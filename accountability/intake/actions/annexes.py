"""An annex is read, its columns and rows are set right; nothing is assigned yet."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused
from accountability.assignments.models import Series
from accountability.audit.meanwhile import Overtaken
from accountability.audit.record import record
from accountability.core.garbage import collector_rests
from accountability.core.inserting import insert_rows, update_plain
from accountability.core.long_work import GOES_ON
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.files.actions import keep_checked
from accountability.intake.ground import ground_of, known_of
from accountability.intake.models import AnnexImport, AnnexRow, AnnexWork
from accountability.intake.packing import (
    packed_found,
    packed_layout,
    packed_source,
    places_of,
    seen_as,
    unpacked_layout,
    unpacked_source,
)
from accountability.intake.rules.columns import Meaning
from accountability.intake.rules.grid import Sheet
from accountability.intake.rules.headers import Layout, best_sheet, chosen_layout, find_layout
from accountability.intake.rules.judging import judge
from accountability.intake.rules.rows import Kind, source_rows
from accountability.intake.rules.verdicts import (
    CHOICE,
    EXPAND,
    KIND,
    ONGOING,
    OUTSIDE,
    RHYTHM,
    SINCE,
    TYPED,
    UNTIL,
    Judged,
)
from accountability.intake.sources import Source

_FIELDS = frozenset((*(meaning.value for meaning in TYPED), KIND, CHOICE, EXPAND, RHYTHM, SINCE, UNTIL))
_LONGEST_TYPED = 2_000


def log(
    annex: AnnexImport,
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    after: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """The audit event of a verb on an annex."""
    record(
        action=f"annex.{action}", by=by, at=at, target_kind="annex", target_pk=annex.pk, before=before, after=after,
        directive_pk=annex.directive_id, note=note,
    )  # fmt: skip


# What is not written may be changed; an annex that was undone is open again.
OPEN = (AnnexImport.State.PREVIEW, AnnexImport.State.UNDONE)


def lock(pk: int, states: Collection[str], verb: str) -> AnnexImport:
    """The annex, locked until the end of the transaction. Raises Refused in another state, and while an engine writes it."""
    row = AnnexImport.objects.select_for_update(of=("self",)).select_related("directive", "file").get(pk=pk)
    if row.state not in states:
        raise Refused(
            say(
                "Phụ lục đang ở trạng thái “{state}”, không {verb} được. Có thể người khác vừa xử lý; vui "
                "lòng tải lại trang.",
                state=row.get_state_display(),
                verb=verb,
            )
        )
    if AnnexWork.objects.filter(annex=row, verb=AnnexWork.Verb.WRITE, state__in=GOES_ON).exists():
        raise Refused(
            say(
                "Bộ máy đang ghi nhiệm vụ từ phụ lục này, không {verb} được cho đến khi ghi xong hoặc hủy.",
                verb=verb,
            )
        )
    return row


def plain_layout(sheet: Sheet) -> Layout:
    """Where no titles were found: nothing is known of any column, and a person says."""
    first = sheet.rows[0].line if sheet.rows else 0
    return Layout(first, first, {}, {}, is_sure=False)


@transaction.atomic
def keep_annex(
    directive: Directive, source: Source, *, by: Actor | None, at: datetime,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
) -> AnnexImport:  # fmt: skip
    """Keep what was read, with what each row comes to; the best sheet and its titles are taken first.

    `corrections`: answers that are given at once, by row number.
    """
    number, layout = best_sheet(source.sheets)
    sheet = source.sheets[number]
    file = None
    if source.data:
        file = keep_checked(source.name, source.data, source.media_type, by=by, at=at)
    layout = layout or plain_layout(sheet)
    annex = AnnexImport.objects.create(
        directive=directive, name=source.name[-200:], file=file, pasted=source.pasted,
        sheets=[one.name for one in source.sheets], layout=packed_layout(layout, sheet=number), made_at=at,
        made_by_id=by.user_id if by else None,
    )  # fmt: skip
    rows = _write_rows(annex, sheet, layout, corrections or {})
    log(annex, "read", by=by, at=at, after={"name": annex.name, "rows": rows})
    return annex


@transaction.atomic
def set_layout(
    pk: int, sheets: Sequence[Sheet], *, sheet: int, first: int, last: int, columns: Mapping[int, Meaning] | None,
    by: Actor | None, at: datetime,
) -> AnnexImport:  # fmt: skip
    """Read another sheet, or the same with other columns; what was typed over a row of the same number stays.

    `first`, `last`: the rows of the titles, counted from 0. Without `columns` they are found anew. Raises Refused for a
    sheet that is not there, or columns of which none is the content.
    """
    annex = lock(pk, OPEN, say("đổi cách đọc"))
    if not 0 <= sheet < len(sheets):
        raise Refused(say("Không có trang tính này."))
    chosen = sheets[sheet]
    if columns is None:
        layout = find_layout(chosen) or plain_layout(chosen)
    else:
        _check_columns(columns, first, last)
        layout = chosen_layout(chosen, first=first, last=last, columns=columns)
    same_sheet = annex.layout["sheet"] == sheet
    corrections = dict(annex.rows.exclude(corrections={}).values_list("number", "corrections"))
    before = annex.layout
    annex.layout = packed_layout(layout, sheet=sheet)
    annex.save(update_fields=["layout"])
    annex.rows.all().delete()
    rows = _write_rows(annex, chosen, layout, corrections if same_sheet else {})
    log(annex, "layout", by=by, at=at, before=_told(before), after={**_told(annex.layout), "rows": rows})
    return annex


def _told(layout: Mapping[str, Any]) -> dict[str, Any]:
    return {name: layout[name] for name in ("sheet", "first", "last", "columns")}


def _check_columns(columns: Mapping[int, Meaning], first: int, last: int) -> None:
    held = list(columns.values())
    if first > last:
        raise Refused(say("Dòng tiêu đề cuối không được trước dòng tiêu đề đầu."))
    if Meaning.CONTENT not in held:
        raise Refused(say("Vui lòng chọn cột “Nội dung nhiệm vụ”."))
    if twice := next((meaning for meaning in held if held.count(meaning) > 1), None):
        raise Refused(say("Hai cột cùng là “{twice}”; mỗi nội dung chỉ chọn một cột.", twice=twice.label))
    if Meaning.BOTH in held and {Meaning.LEAD, Meaning.COORDINATING} & set(held):
        raise Refused(
            say(
                "Đã chọn cột “{BOTH}” thì không chọn thêm cột chủ trì hoặc phối hợp.", BOTH=Meaning.BOTH.label
            )
        )


def _write_rows(
    annex: AnnexImport, sheet: Sheet, layout: Layout, corrections: Mapping[int, Mapping[str, str]]
) -> int:
    """Write and judge the rows of the sheet; how many. `corrections` by row number."""
    ground, known = ground_of(annex.directive), known_of(annex.directive)
    by_index = {number - 1: dict(one) for number, one in corrections.items()}
    with collector_rests():
        sources = source_rows(sheet, layout) if layout.columns else []
        judged = judge(sources, by_index, ground, known)
        rows = [
            (
                annex.pk, annex.directive_id, one.row.number, one.row.kind.value, _json(packed_source(one.row)),
                _json(by_index.get(one.row.index, {})), _json(packed_found(one)), one.status.value, one.fingerprint, False,
            )
            for one in judged
        ]  # fmt: skip
        insert_rows(AnnexRow, _COLUMNS, rows)
    return len(judged)


_COLUMNS = (
    "annex_id", "directive_id", "number", "kind", "source", "corrections", "found", "status", "fingerprint", "is_written",
)  # fmt: skip


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


@transaction.atomic
def correct_rows(
    pk: int,
    corrections: Mapping[int, Mapping[str, str]],
    *,
    by: Actor,
    at: datetime,
    seen: Mapping[int, str] | None = None,
) -> AnnexImport:
    """Put texts and answers over rows (by their number), and judge the sheet anew. An empty mapping takes all back.

    `seen` tells as what the page was shown the rows (`packing.seen_as`). Raises Overtaken when somebody else changed one of
    those that would change now, Refused for a field that is none, or a text that no cell holds.
    """
    annex = lock(pk, OPEN, say("sửa"))
    _check_corrections(corrections)
    rows = {row.number: row for row in annex.rows.filter(number__in=list(corrections))}
    if missing := set(corrections) - set(rows):
        raise Refused(say("Không có dòng {min} trong phụ lục này.", min=min(missing)))
    changed = [row for number, row in rows.items() if row.corrections != dict(corrections[number])]
    if seen and (late := sorted(row.number for row in changed if seen.get(row.number, "") != seen_as(row))):
        raise Overtaken(
            say(
                "Dòng {late} vừa được người khác sửa. Chưa lưu gì; nội dung đang nhập còn ở dưới.",
                late=", ".join(str(number) for number in late),
            )
        )
    for row in changed:
        row.corrections = dict(corrections[row.number])
    if changed:
        AnnexRow.objects.bulk_update(changed, ["corrections"], batch_size=500)
        rejudge(annex)
        log(annex, "correct", by=by, at=at, after={"rows": sorted(row.number for row in changed)})
    return annex


def _check_corrections(corrections: Mapping[int, Mapping[str, str]]) -> None:
    for number, one in corrections.items():
        unknown = sorted(name for name in one if name not in _FIELDS and not name.startswith(OUTSIDE))
        if unknown:
            raise Refused(
                say("Dòng {number}: ô “{unknown}” không sửa được.", number=number, unknown=unknown[0])
            )
        if any(len(text) > _LONGEST_TYPED for text in one.values()):
            raise Refused(
                say(
                    "Dòng {number}: nội dung nhập dài quá {LONGEST_TYPED} ký tự.",
                    number=number,
                    LONGEST_TYPED=_LONGEST_TYPED,
                )
            )
        if one.get(KIND) and one[KIND] not in set(Kind):
            raise Refused(say("Dòng {number}: không có loại dòng này.", number=number))
        if one.get(RHYTHM) and one[RHYTHM] not in {ONGOING, *Series.Rhythm}:
            raise Refused(say("Dòng {number}: không có nhịp này.", number=number))


def judged_rows(annex: AnnexImport) -> list[tuple[AnnexRow, Judged]]:
    """Every row with what it comes to now, by the agencies of the document's day and what the directive has by now."""
    places = places_of(unpacked_layout(annex.layout))
    ground, known = ground_of(annex.directive), known_of(annex.directive)
    with collector_rests():
        rows = list(annex.rows.order_by("number"))
        typed = {row.number - 1: row.corrections for row in rows if row.corrections}
        judged = judge([unpacked_source(row, places) for row in rows], typed, ground, known)
    return list(zip(rows, judged, strict=True))


def rejudge(annex: AnnexImport) -> None:
    """Write anew what rows come to, where it changed: one heading more may change the group of thousands."""
    changed = []
    for row, one in judged_rows(annex):
        found = packed_found(one)
        if (row.status, row.found, row.fingerprint) != (one.status.value, found, one.fingerprint):
            changed.append((one.status.value, _json(found), one.fingerprint, row.pk))
    update_plain(AnnexRow, ("status", "found", "fingerprint"), changed)


@transaction.atomic
def discard_annex(pk: int, *, by: Actor, at: datetime) -> None:
    """Throw a preview away, with what was typed over it. Raises Refused once it was committed, undone or not."""
    annex = lock(pk, (AnnexImport.State.PREVIEW,), say("bỏ"))
    log(annex, "discard", by=by, at=at, after={}, before={"name": annex.name})
    annex.delete()
