"""Nhân rộng: choose the document that is being cut and the wider group; see who is left; write the drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.agencies.models import Agency
from accountability.assignments import actions
from accountability.assignments.access import access_assignment
from accountability.assignments.actions.replicating import who_have_it
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi
from accountability.directives import access as directives_access
from accountability.directives.form_fields import REQUIRED, by_kind, day_field, holds_secret
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, through
from accountability.directives.views.spec_group import Recipients, TableReader, missing
from accountability.directives.views.spec_rows import Choices

# So many documents that are being cut are offered, the newest first.
_OFFERED = 200


class ReplicateForm(forms.Form):
    """Where the drafts are written, for whom, and by when."""

    directive = forms.ChoiceField(label=say("Văn bản giao"), error_messages=REQUIRED)
    lead_groups = forms.MultipleChoiceField(
        label=say("Giao thêm cho"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED,
        help_text=say("Cơ quan đã có việc này được bỏ qua."),
    )  # fmt: skip
    communes_of = forms.MultipleChoiceField(
        label=say("Hoặc các xã, phường, thị trấn của huyện"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=REQUIRED,
    )  # fmt: skip
    leads = forms.MultipleChoiceField(
        label=say("Hoặc chọn từng cơ quan"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED
    )  # fmt: skip
    due_on = day_field(say("Thời hạn"), required=False)
    own_table = forms.CharField(
        label=say("Bảng chỉ tiêu, thời hạn riêng từng cơ quan"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=say("Không bắt buộc; dán từ Excel: tên cơ quan, mức giao của từng chỉ tiêu, thời hạn."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, source: Assignment, directives: list[Directive], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source, self.choices = source, Choices(today)
        self.directives = {str(row.pk): row for row in directives}
        self.districts = {str(row.pk): row for row in self.choices.groups.districts}
        self.is_due = source.duration == Duration.FIXED and source.series_id is None
        self.targets = list(source.targets.all())
        self.recipients: Recipients | None = None
        offer: dict[str, Any] = self.fields
        offer["directive"].choices = [
            ("", say("— chọn —")),
            *((key, _called(row)) for key, row in self.directives.items()),
        ]
        offer["lead_groups"].choices = self.choices.groups.labels
        offer["communes_of"].choices = [(key, row.short_name) for key, row in self.districts.items()]
        offer["leads"].choices = by_kind(self.choices.leads)
        if not self.is_due:
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        """The leads by groups and table; the deadline of who has none of his own."""
        given = super().clean() or self.cleaned_data
        chosen = {int(pk) for pk in given.get("leads") or ()}
        districts = [self.districts[key] for key in given.get("communes_of") or ()]
        chosen |= self.choices.groups.chosen(given.get("lead_groups") or (), districts)
        leads = [row for row in self.choices.givable if row.pk in chosen]
        table = (given.get("own_table") or "").strip()
        if not leads and not table:
            self.add_error("lead_groups", say("Vui lòng chọn cơ quan được giao thêm."))
        directive = self.directives.get(given.get("directive", ""))
        if directive is not None and (leads or table):
            self.recipients = self._recipients(leads, table, directive, given.get("due_on"))
            if not self.recipients.is_clear:
                self.add_error(
                    "own_table" if table else None, say("Có điều cần xem lại; vui lòng xem bên dưới.")
                )
        return given

    def _recipients(
        self, leads: list[Agency], table: str, directive: Directive, due_on: date | None
    ) -> Recipients:
        reader = TableReader(
            self.data, leads=leads, givable=self.choices.givable, figures=len(self.targets), issued_on=directive.issued_on
        )  # fmt: skip
        found = reader.read(table)
        having = who_have_it(self.source)
        found.leads = [row for row in found.leads if row.pk not in having]
        if due_on is not None and due_on < directive.issued_on:
            found.problems.append(
                say(
                    "Thời hạn không được trước ngày văn bản ({issued_on}).",
                    issued_on=date_vi(directive.issued_on),
                )
            )
        if not found.open_questions:
            found.problems += missing(found, due_on=due_on, needs_due=self.is_due, targets=())
        return found


def _called(directive: Directive) -> str:
    abstract = directive.abstract if len(directive.abstract) <= 80 else directive.abstract[:79] + "…"
    return say("{cited}: {abstract}", cited=directive.cited, abstract=abstract)


def _being_cut(actor: Actor) -> list[Directive]:
    """The documents that are being cut and that the actor may cut, the newest first."""
    rows = directives_access.visible_to(actor, through(actor)).filter(state=Directive.State.SPLITTING)
    found = rows.select_related("program").order_by("-issued_on", "-pk")[:_OFFERED]
    return [row for row in found if directives_access.may_on(actor, row, Permission.SPLIT_DIRECTIVE)]


@login_required
@require_http_methods(["GET", "POST"])
def duty_replicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhân rộng: first who is left is shown, then the drafts are written."""
    source = access_assignment(request.actor, pk, Permission.SPLIT_DIRECTIVE)
    at = clock.now()
    secret = request.method == "POST" and holds_secret(request)
    late = source.due_on is not None and source.due_on < at.date()
    form = ReplicateForm(
        None if secret else request.POST or None, source=source, directives=_being_cut(request.actor), today=at.date(),
        initial={"due_on": None if late else source.due_on},
    )  # fmt: skip
    context: dict[str, Any] = {
        "source": source, "form": form, "secret_refused": NOTHING_KEPT if secret else "",
        "having": len(who_have_it(source)), "preview": None,
    }  # fmt: skip
    if request.method == "POST" and not secret and form.is_valid() and form.recipients is not None:
        leads = form.recipients.leads
        directive = form.directives[form.cleaned_data["directive"]]
        if "ghi" not in request.POST:
            context["preview"] = {"leads": leads, "directive": directive}
        else:
            try:
                made = actions.replicate(
                    pk, directive, leads, due_on=form.cleaned_data.get("due_on"), own=form.recipients.own,
                    by=request.actor, at=at,
                )  # fmt: skip
            except actions.Refused as error:
                form.add_error(None, as_said(error))
            else:
                messages.success(request, say("Đã ghi {n} nhiệm vụ nhân rộng vào bản bóc tách.", n=len(made)))
                return redirect("directive-split", directive.pk)
    return render(request, "assignments/duty_replicate.html", context)
