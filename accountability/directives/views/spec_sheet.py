"""The form of a duty with its rows, bound together: what is read from a draft, what is written down as a spec."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import BaseFormSet

from accountability.agencies.reading import the_office
from accountability.assignments.actions import AssignmentSpec
from accountability.assignments.actions.drafting import Part, TargetSpec, part_refusal
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.core.spelling import one_line
from accountability.core.text import date_vi, number_vi
from accountability.directives.models import Directive
from accountability.directives.views.spec_form import SERIES, SpecForm
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
        choices = Choices(today)
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
            data, prefix="chi_tieu", form_kwargs={"quiet": quiet},
            initial=[
                {"name": row.name, "direction": row.direction, "value": number_vi(row.value), "unit": row.unit}
                for row in (draft.targets.all() if draft else ())
            ],
        )  # fmt: skip

    def is_valid(self) -> bool:
        """All three, so that every mistake is shown at once; then what only all of them together tell."""
        valid = all([self.main.is_valid(), self.coordinations.is_valid(), self.targets.is_valid()])
        return valid and self._parts_fit()

    def _parts_fit(self) -> bool:
        """Whether no coordinating agency is due after the lead, or before the document."""
        given = self.main.cleaned_data
        fit = True
        for row in self.coordinations.forms:
            due_on = row.cleaned_data.get("due_on")
            wrong = part_refusal(due_on, due_on=given["due_on"], is_series=given["duration"] == SERIES)
            if not wrong and due_on and due_on < self.directive.issued_on:
                wrong = (
                    f"Thời hạn phần việc không được trước ngày văn bản ({date_vi(self.directive.issued_on)})."
                )
            if wrong:
                row.add_error("due_on", wrong)
                fit = False
        return fit

    @property
    def rows_wrong(self) -> bool:
        """Whether a row, rather than the form, is wrong."""
        return any(
            rows.is_bound and (not rows.is_valid() or any(row.errors for row in rows.forms))
            for rows in (self.coordinations, self.targets)
        )

    def spec(self) -> AssignmentSpec:
        """What was written down; asked for after `is_valid`."""
        given = self.main.cleaned_data
        series = given["duration"] == SERIES
        words = {
            name: one_line(given[name]) for name in ("product", "group", "deadline_words", "deadline_note")
        }
        return AssignmentSpec(
            title=given["title"], leads=given["all_leads"], lead_position=given["lead_position"], **words,
            coordinating=[
                Part(row["agency"], one_line(row["duty"]), row["due_on"]) for row in _filled(self.coordinations)
            ],
            duration=Duration.FIXED if series else Duration(given["duration"]), due_on=given["due_on"],
            due_time=given["due_time"], days=given["days"], review_days=given["review_days"],
            rhythm=given["rhythm"] if series else "", series_from=given["series_from"] if series else None,
            milestones=given["milestones"], targets=[TargetSpec(**row) for row in _filled(self.targets)],
            supervisor=given["supervisor"], verifier=given["verifier"], needs_submission=given["needs_submission"],
            affects_citizens=given["affects_citizens"],
            specialist=self.draft.specialist if self.draft else None,
            central_task=given["central_task"],
            is_assumed=self.draft.is_assumed if self.draft else self.directive.is_assumed,
        )  # fmt: skip


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
    }  # fmt: skip
