"""The form of a duty with its rows, bound together: what is read from a draft, what is written down as a spec."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BaseFormSet

from accountability.agencies.reading import the_office
from accountability.assignments.actions import AssignmentSpec
from accountability.assignments.actions.drafting_series import Recurrence
from accountability.assignments.actions.specs import Part, TargetSpec, part_refusal
from accountability.assignments.models import Assignment, Series
from accountability.assignments.rules import Duration
from accountability.core.saying import say
from accountability.core.spelling import one_line
from accountability.core.text import date_vi, number_vi
from accountability.directives.models import Directive
from accountability.directives.views.spec_form import SERIES, SpecForm
from accountability.directives.views.spec_grid import TABLE, Grid, PasteForm, grid_of, joined, target_names
from accountability.directives.views.spec_group import ANSWER, Recipients, TableReader, missing
from accountability.directives.views.spec_rows import Choices, CoordinationRows, TargetRows


class SpecForms:
    """The form of a duty with its rows, bound together; `quiet` shows what was typed without judging it."""

    def __init__(
        self,
        data: Any,
        *,
        directive: Directive,
        today: date,
        draft: Assignment | None = None,
        quiet: bool = False,
    ) -> None:
        self.choices = choices = Choices(today)
        data = joined(data)
        self.recipients: Recipients | None = None
        first = _initial(draft) if draft else {"supervisor": directive.signer_id, "duration": Duration.FIXED}
        self.directive, self.draft = directive, draft
        self.main = SpecForm(
            data, directive=directive, choices=choices, draft=draft, initial=first, quiet=quiet
        )
        parts = draft.coordinations.select_related("agency") if draft else ()
        self.coordinations = CoordinationRows(
            data, prefix="phoi_hop", form_kwargs={"choices": choices, "quiet": quiet},
            initial=[{"agency": part.agency, "duty": part.duty, "due_on": part.due_on} for part in parts],
        )  # fmt: skip
        self.targets = TargetRows(
            data, prefix="chi_tieu",
            form_kwargs={"quiet": quiet, "by_table": bool(data and data.get("own_table", "").strip())},
            initial=[
                {"name": row.name, "direction": row.direction, "value": number_vi(row.value), "unit": row.unit}
                for row in (draft.targets.all() if draft else ())
            ],
        )  # fmt: skip

    def is_valid(self) -> bool:
        """All three, so that every mistake is shown at once; then what only all of them together tell."""
        valid = all([self.main.is_valid(), self.coordinations.is_valid(), self.targets.is_valid()])
        clear = (
            self._table_is_clear()
        )  # Also where something else is wrong: the answers given shall stand on the page.
        return valid and self._parts_fit() and clear

    def _table_is_clear(self) -> bool:
        """Whether the table, where there is one, says for every lead what it has for itself."""
        given = self.main.cleaned_data
        if not (given.get("own_table") or "").strip() or not self.targets.is_valid():
            return True
        targets = _filled(self.targets)
        reader = TableReader(
            self.main.data, leads=given["all_leads"], givable=self.choices.givable, figures=len(targets),
            issued_on=self.directive.issued_on,
        )  # fmt: skip
        found = self.recipients = reader.read(given["own_table"])
        if not found.open_questions:
            figures = [(row["name"], row["value"] is not None) for row in targets]
            fixed = given.get("duration") == Duration.FIXED
            found.problems += missing(found, due_on=given.get("due_on"), needs_due=fixed, targets=figures)
            if not found.leads:
                found.problems.append(say("Bảng chưa có cơ quan nào."))
        if not found.is_clear:
            self.main.add_error(
                "own_table", say("Bảng có dòng cần xem lại; vui lòng trả lời các câu hỏi bên dưới bảng.")
            )
        return found.is_clear

    def _parts_fit(self) -> bool:
        """Whether no coordinating agency is due after the lead, or before the document."""
        given = self.main.cleaned_data
        fit = True
        for row in self.coordinations.forms:
            due_on = row.cleaned_data.get("due_on")
            wrong = part_refusal(due_on, due_on=given["due_on"], is_series=given["duration"] == SERIES)
            if not wrong and due_on and due_on < self.directive.issued_on:
                wrong = say(
                    "Thời hạn phần việc không được trước ngày văn bản ({issued_on}).",
                    issued_on=date_vi(self.directive.issued_on),
                )
            if wrong:
                row.add_error("due_on", wrong)
                fit = False
        return fit

    @property
    def kept_answers(self) -> list[tuple[str, str]]:
        """Answers on rows of the table that the page does not ask now; they are sent along."""
        if self.recipients is not None or not self.main.is_bound:
            return []
        return [(name, value) for name, value in self.main.data.items() if name.startswith(ANSWER)]

    @property
    def rows_wrong(self) -> bool:
        """Whether a row, rather than the form, is wrong."""
        return any(
            rows.is_bound and (not rows.is_valid() or any(row.errors for row in rows.forms))
            for rows in (self.coordinations, self.targets)
        )

    @property
    def own_table(self) -> tuple[Grid | None, PasteForm]:
        """The table of recipients: as a grid with an empty field to paste into, or as a text where it is too large for one."""
        data = self.main.data if self.main.is_bound else {}
        text = str(data.get(TABLE, ""))
        grid = grid_of(text, target_names(data))
        return grid, PasteForm(initial={TABLE: "" if grid else text})

    def spec(self) -> AssignmentSpec:
        """What was written down; asked for after `is_valid`."""
        given = self.main.cleaned_data
        series = given["duration"] == SERIES
        table = self.recipients
        words = {
            name: one_line(given[name]) for name in ("product", "group", "deadline_words", "deadline_note")
        }
        return AssignmentSpec(
            title=given["title"], leads=table.leads if table else given["all_leads"],
            own=table.own if table else {}, lead_position=given["lead_position"], **words,
            coordinating=[
                Part(row["agency"], one_line(row["duty"]), row["due_on"]) for row in _filled(self.coordinations)
            ],
            duration=Duration.FIXED if series else Duration(given["duration"]), due_on=given["due_on"],
            due_time=given["due_time"], days=given["days"], review_days=given["review_days"],
            rhythm=given["rhythm"] if series else "", series_from=given["series_from"] if series else None,
            recurrence=_recurrence(given) if series else Recurrence(),
            milestones=given["milestones"], targets=[TargetSpec(**row | {"value": row["value"] or Decimal(0)}) for row in _filled(self.targets)],
            supervisor=given["supervisor"], verifier=given["verifier"], needs_submission=given["needs_submission"],
            affects_citizens=given["affects_citizens"],
            specialist=self.draft.specialist if self.draft else None,
            central_task=given["central_task"],
            is_assumed=self.draft.is_assumed if self.draft else self.directive.is_assumed,
        )  # fmt: skip


def _recurrence(given: dict[str, Any]) -> Recurrence:
    return Recurrence(
        one_line(given["window_words"]), given["closing"], given["title_pattern"], given["series_to"]
    )


def _filled(rows: BaseFormSet) -> list[dict[str, Any]]:
    """The rows that say something; a row emptied on the page is taken off."""
    return [form.cleaned_data for form in rows.forms if form.says_something]


def _initial(draft: Assignment) -> dict[str, Any]:
    same = (
        "title", "product", "group", "due_on", "due_time", "review_days", "deadline_words", "deadline_note",
        "needs_submission", "affects_citizens",
    )  # fmt: skip
    found = {name: getattr(draft, name) for name in same}
    lines = [f"{date_vi(m.due_on)} – {m.title}" if m.due_on else m.title for m in draft.milestones.all()]
    return found | {
        "lead": draft.lead_agency, "lead_position": draft.lead_position_id, "days": draft.duration_days,
        "duration": SERIES if draft.series else draft.duration, "supervisor": draft.supervisor_id,
        "central_task": draft.central_task_id,
        "verifier": None if draft.verifier == the_office() else draft.verifier,
        "rhythm": draft.series.rhythm if draft.series else "",
        "series_from": draft.series.starts_on if draft.series else None, "milestones": "\n".join(lines),
    } | _initial_recurrence(draft.series)  # fmt: skip


def _initial_recurrence(series: Series | None) -> dict[str, Any]:
    if series is None:
        return {}
    return {
        "series_to": series.ends_on, "window_words": series.window_words, "closing": series.closing,
        "title_pattern": series.title_pattern,
    }  # fmt: skip
