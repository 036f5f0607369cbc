"""A leader's word on a form: by himself, or recorded by somebody of the Office with form, date and scan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accountability.access.actor import Seat
from accountability.access.permissions import Permission
from accountability.access.rules import seats_with
from accountability.agencies.models import Agency, Position
from accountability.assignments.access import relations
from accountability.assignments.forms.base import ActForm, OneFileField, day, words
from accountability.assignments.leaders import LEADERS, leaders_of
from accountability.assignments.models import Assignment, Instruction
from accountability.core.saying import say

__all__ = ["LEADERS", "LeaderWordForm", "lead_choices", "leaders_of"]
# A word by letter is entered where the letter is issued.
_ELSEWHERE = (Instruction.Form.SELF, Instruction.Form.LETTER)
RECORDED_FORMS = [choice for choice in Instruction.Form.choices if choice[0] not in _ELSEWHERE]


class LeaderWordForm(ActForm):
    """Asks who decided, how and when, unless the leader himself is at work.

    `permission` is what the leader must hold to act in person.
    """

    permission = Permission.DECIDE
    text_label = say("Ý kiến chỉ đạo")
    text_required = False

    leader = forms.ModelChoiceField(
        label=say("Lãnh đạo đã chỉ đạo"),
        queryset=Position.objects.none(),
        error_messages={"required": say("Vui lòng chọn lãnh đạo.")},
    )
    form = forms.ChoiceField(
        label=say("Hình thức chỉ đạo"),
        choices=RECORDED_FORMS,
        widget=forms.RadioSelect,
        error_messages={"required": say("Vui lòng chọn hình thức chỉ đạo.")},
    )
    decided_on = day(say("Ngày chỉ đạo"))
    text = words(say("Ý kiến chỉ đạo"), required=False)
    scan = OneFileField(label=say("Bản chụp bút phê, phiếu trình"), required=False)

    def prepare(self) -> None:
        """Without the questions about the leader when he is at work himself."""
        self.fields["text"].label, self.fields["text"].required = self.text_label, self.text_required
        self.own_seat = self.find_own_seat()
        if self.own_seat is not None:
            for name in ("leader", "form", "decided_on", "scan"):
                del self.fields[name]
            return
        leaders = self.leaders()
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        self.initial.setdefault("decided_on", self.today)
        self.initial.setdefault("leader", self.row.supervisor_id)

    def leaders(self) -> QuerySet[Position]:
        """In whose name a word may be recorded here."""
        return leaders_of(self.row)

    def find_own_seat(self) -> Seat | None:
        """The actor's own position by which he decides; None when he records for another."""
        seats = seats_with(self.actor, relations(self.actor, self.row), self.permission)
        return next((seat for seat in seats if seat.role in LEADERS), None)

    def clean_decided_on(self) -> Any:
        """Nobody decided tomorrow."""
        decided_on = self.cleaned_data["decided_on"]
        if decided_on > self.today:
            raise forms.ValidationError(say("Ngày chỉ đạo không được sau hôm nay."))
        return decided_on


def lead_choices(row: Assignment, today: Any) -> QuerySet[Agency]:
    """The agencies to which the lead may move."""
    return Agency.objects.on(today).that_can_lead().exclude(pk=row.lead_agency_id)
