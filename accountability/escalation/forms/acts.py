"""What is typed for an explanation, the Office's opinion, a decision, and Báo cáo ngay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from accountability.agencies.models import Agency
from accountability.assignments.forms.base import ActForm, day, line, words
from accountability.assignments.forms.leader import LeaderWordForm, lead_choices
from accountability.assignments.models import Instruction
from accountability.core.zone import LOCAL
from accountability.escalation.models import OfficeOpinion

DECISIONS = [
    (Instruction.Act.OPINION.value, "Cho ý kiến"),
    (Instruction.Act.EXTEND.value, "Gia hạn đến ngày"),
    (Instruction.Act.REASSIGN.value, "Chuyển cơ quan chủ trì"),
    (Instruction.Act.ACCEPT.value, "Chấp nhận giải trình"),
    (Instruction.Act.CALL_IN.value, "Mời làm việc"),
    (Instruction.Act.DRAFT.value, "Giao Văn phòng tham mưu văn bản"),
]


class ExplanationForm(ActForm):
    """Giải trình in the five fields of DESIGN §4."""

    result_so_far = words("1. Kết quả đến nay")
    causes_objective = words("2. Nguyên nhân khách quan", required=False, rows=3)
    causes_subjective = words(
        "Nguyên nhân chủ quan",
        required=False,
        rows=3,
        help_text="Nêu ít nhất một trong hai loại nguyên nhân.",
    )
    responsibility_collective = words("3. Trách nhiệm của tập thể", rows=3)
    responsibility_individual = words("Trách nhiệm của cá nhân", rows=3)
    remedy = words("4. Biện pháp khắc phục", rows=3)
    committed_on = day("Cam kết hoàn thành ngày", help_text="Ngày này được theo dõi.")
    proposals = words("5. Đề xuất, kiến nghị", required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        """A cause of one kind at least; no promise for yesterday."""
        cleaned = super().clean()
        names = ("causes_objective", "causes_subjective")
        if not any((cleaned.get(name) or "").strip() for name in names) and not any(
            name in self.errors for name in names
        ):
            self.add_error("causes_objective", "Vui lòng nêu nguyên nhân (khách quan hoặc chủ quan).")
        committed_on = cleaned.get("committed_on")
        if committed_on and committed_on < self.today:
            self.add_error("committed_on", "Ngày cam kết hoàn thành phải từ hôm nay trở đi.")
        return cleaned


class _ActWithDetails(forms.Form):
    """An act of which some need more: a date, an agency, a meeting, a letter."""

    new_due_on = day("Gia hạn đến ngày (khi gia hạn)", required=False)
    new_lead = forms.ModelChoiceField(
        label="Cơ quan chủ trì mới (khi chuyển chủ trì)",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="–",
        error_messages={"invalid_choice": "Không chọn được cơ quan này."},
    )
    meets_on = day("Mời làm việc ngày", required=False)
    meets_time = forms.TimeField(
        label="Lúc (giờ)",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ không hợp lệ, viết như 08:30."},
    )
    meets_where = line("Địa điểm làm việc", required=False, length=200)
    letter = forms.ChoiceField(
        label="Văn bản giao Văn phòng tham mưu",
        choices=Instruction.Letter.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    letter_due_on = day(
        "Văn bản trình trước ngày",
        required=False,
        help_text="Để trống: theo quy định nội bộ của Văn phòng.",
    )

    def offer_leads(self: Any) -> None:
        """Agencies that may lead."""
        self.fields["new_lead"].queryset = lead_choices(self.row, self.today)

    def check_details(self, cleaned: dict[str, Any]) -> None:
        """Each act has what it needs."""
        act = cleaned.get("act")
        if act == Instruction.Act.EXTEND:
            self._check_date(cleaned)
        if act == Instruction.Act.REASSIGN and not cleaned.get("new_lead") and "new_lead" not in self.errors:
            self.add_error("new_lead", "Vui lòng chọn cơ quan chủ trì mới.")
        if act == Instruction.Act.CALL_IN:
            self._check_meeting(cleaned)
        if act == Instruction.Act.DRAFT:
            self._check_letter(cleaned)

    def _check_date(self: Any, cleaned: dict[str, Any]) -> None:
        due_on = cleaned.get("new_due_on")
        if due_on is None and "new_due_on" not in self.errors:
            self.add_error("new_due_on", "Vui lòng nhập ngày gia hạn.")
        elif due_on is not None and due_on <= self.today:
            self.add_error("new_due_on", "Ngày gia hạn phải sau hôm nay.")

    def _check_meeting(self, cleaned: dict[str, Any]) -> None:
        """A meeting has its day, hour and place."""
        missing = {
            "meets_on": "Vui lòng nhập ngày làm việc.",
            "meets_time": "Vui lòng nhập giờ làm việc.",
            "meets_where": "Vui lòng nhập địa điểm làm việc.",
        }
        for name, words_missing in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words_missing)

    def _check_letter(self: Any, cleaned: dict[str, Any]) -> None:
        """Which letter; any other than these two is said in words; no day that has passed."""
        if not cleaned.get("letter"):
            self.add_error("letter", "Vui lòng chọn văn bản nhắc nhở, văn bản phê bình hoặc văn bản khác.")
        wordless = not (cleaned.get("text") or "").strip() and "text" not in self.errors
        if cleaned.get("letter") == Instruction.Letter.OTHER and wordless:
            self.add_error("text", "Vui lòng nêu văn bản cần tham mưu.")
        due_on = cleaned.get("letter_due_on")
        if due_on is not None and due_on < self.today:
            self.add_error("letter_due_on", "Ngày trình văn bản không được trước hôm nay.")

    @property
    def meets_at(self) -> datetime | None:
        """The instant of the meeting, when it was typed."""
        on, hour = self.cleaned_data.get("meets_on"), self.cleaned_data.get("meets_time")
        return datetime.combine(on, hour, tzinfo=LOCAL) if on and hour else None

    def details(self) -> dict[str, Any]:
        """What was typed beside the act and the words, as the verbs take it."""
        names = ("new_due_on", "new_lead", "meets_where", "letter", "letter_due_on")
        return {name: self.cleaned_data[name] for name in names} | {"meets_at": self.meets_at}


_DETAILS = ("new_due_on", "new_lead", "meets_on", "meets_time", "meets_where", "letter", "letter_due_on")


class OpinionForm(_ActWithDetails, ActForm):
    """What the Office proposes to the leader."""

    act = forms.ChoiceField(label="Đề xuất", choices=OfficeOpinion.Act.choices, widget=forms.RadioSelect)
    text = words("Ý kiến của Văn phòng")
    field_order = ("act", "text", *_DETAILS)

    def prepare(self) -> None:
        """Agencies that may lead."""
        self.offer_leads()

    def clean(self) -> dict[str, Any]:
        """Each proposal has what it needs."""
        cleaned = super().clean()
        self.check_details(cleaned)
        return cleaned


class DecisionForm(_ActWithDetails, LeaderWordForm):
    """The leader's decision."""

    act = forms.ChoiceField(
        label="Quyết định",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Vui lòng chọn một việc."},
    )
    field_order = ("act", "text", *_DETAILS, "leader", "form", "decided_on", "scan")

    def prepare(self) -> None:
        """Agencies that may lead."""
        super().prepare()
        self.offer_leads()
        self.initial.setdefault("act", Instruction.Act.OPINION.value)

    def clean(self) -> dict[str, Any]:
        """Each decision has what it needs; an opinion has words."""
        cleaned = super().clean()
        self.check_details(cleaned)
        wordless = not (cleaned.get("text") or "").strip() and "text" not in self.errors
        if cleaned.get("act") == Instruction.Act.OPINION and wordless:
            self.add_error("text", "Vui lòng nhập ý kiến chỉ đạo.")
        return cleaned


class AtOnceForm(ActForm):
    """Báo cáo ngay."""

    ground = words("Căn cứ")
    proposal = words(
        "Đề xuất",
        help_text="Chủ tịch UBND tỉnh nhận được ngay; cơ quan chủ trì được biết việc báo cáo này.",
    )
