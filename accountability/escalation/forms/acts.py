"""What is typed for an explanation, the Office's opinion, a decision, and Báo cáo ngay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from accountability.agencies.models import Agency
from accountability.assignments.forms.base import ActForm, day, line, words
from accountability.assignments.forms.leader import LeaderWordForm, lead_choices
from accountability.assignments.models import Instruction
from accountability.core.saying import say
from accountability.core.zone import LOCAL
from accountability.escalation.models import OfficeOpinion

DECISIONS = [
    (Instruction.Act.OPINION.value, say("Cho ý kiến")),
    (Instruction.Act.EXTEND.value, say("Gia hạn đến ngày")),
    (Instruction.Act.REASSIGN.value, say("Chuyển cơ quan chủ trì")),
    (Instruction.Act.ACCEPT.value, say("Chấp nhận giải trình")),
    (Instruction.Act.CALL_IN.value, say("Mời làm việc")),
    (Instruction.Act.DRAFT.value, say("Giao Văn phòng tham mưu văn bản")),
]


class ExplanationForm(ActForm):
    """Giải trình in the five fields of DESIGN §4."""

    result_so_far = words(say("1. Kết quả đến nay"))
    causes_objective = words(say("2. Nguyên nhân khách quan"), required=False, rows=3)
    causes_subjective = words(
        say("Nguyên nhân chủ quan"),
        required=False,
        rows=3,
        help_text=say("Nêu ít nhất một trong hai loại nguyên nhân."),
    )
    responsibility_collective = words(say("3. Trách nhiệm của tập thể"), rows=3)
    responsibility_individual = words(say("Trách nhiệm của cá nhân"), rows=3)
    remedy = words(say("4. Biện pháp khắc phục"), rows=3)
    committed_on = day(say("Cam kết hoàn thành ngày"), help_text=say("Ngày này được theo dõi."))
    proposals = words(say("5. Đề xuất, kiến nghị"), required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        """A cause of one kind at least; no promise for yesterday."""
        cleaned = super().clean()
        names = ("causes_objective", "causes_subjective")
        if not any((cleaned.get(name) or "").strip() for name in names) and not any(
            name in self.errors for name in names
        ):
            self.add_error("causes_objective", say("Vui lòng nêu nguyên nhân (khách quan hoặc chủ quan)."))
        committed_on = cleaned.get("committed_on")
        if committed_on and committed_on < self.today:
            self.add_error("committed_on", say("Ngày cam kết hoàn thành phải từ hôm nay trở đi."))
        return cleaned


class _ActWithDetails(forms.Form):
    """An act of which some need more: a date, an agency, a meeting, a letter."""

    new_due_on = day(say("Gia hạn đến ngày (khi gia hạn)"), required=False)
    new_lead = forms.ModelChoiceField(
        label=say("Cơ quan chủ trì mới (khi chuyển chủ trì)"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label="–",
        error_messages={"invalid_choice": say("Không chọn được cơ quan này.")},
    )
    meets_on = day(say("Mời làm việc ngày"), required=False)
    meets_time = forms.TimeField(
        label=say("Lúc (giờ)"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": say("Giờ không hợp lệ, viết như 08:30.")},
    )
    meets_where = line(say("Địa điểm làm việc"), required=False, length=200)
    letter = forms.ChoiceField(
        label=say("Văn bản giao Văn phòng tham mưu"),
        choices=Instruction.Letter.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    letter_due_on = day(
        say("Văn bản trình trước ngày"),
        required=False,
        help_text=say("Để trống: theo quy định nội bộ của Văn phòng."),
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
            self.add_error("new_lead", say("Vui lòng chọn cơ quan chủ trì mới."))
        if act == Instruction.Act.CALL_IN:
            self._check_meeting(cleaned)
        if act == Instruction.Act.DRAFT:
            self._check_letter(cleaned)

    def _check_date(self: Any, cleaned: dict[str, Any]) -> None:
        due_on = cleaned.get("new_due_on")
        if due_on is None and "new_due_on" not in self.errors:
            self.add_error("new_due_on", say("Vui lòng nhập ngày gia hạn."))
        elif due_on is not None and due_on <= self.today:
            self.add_error("new_due_on", say("Ngày gia hạn phải sau hôm nay."))

    def _check_meeting(self, cleaned: dict[str, Any]) -> None:
        """A meeting has its day, hour and place."""
        missing = {
            "meets_on": say("Vui lòng nhập ngày làm việc."),
            "meets_time": say("Vui lòng nhập giờ làm việc."),
            "meets_where": say("Vui lòng nhập địa điểm làm việc."),
        }
        for name, words_missing in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words_missing)

    def _check_letter(self: Any, cleaned: dict[str, Any]) -> None:
        """Which letter; any other than these two is said in words; no day that has passed."""
        if not cleaned.get("letter"):
            self.add_error(
                "letter", say("Vui lòng chọn văn bản nhắc nhở, văn bản phê bình hoặc văn bản khác.")
            )
        wordless = not (cleaned.get("text") or "").strip() and "text" not in self.errors
        if cleaned.get("letter") == Instruction.Letter.OTHER and wordless:
            self.add_error("text", say("Vui lòng nêu văn bản cần tham mưu."))
        due_on = cleaned.get("letter_due_on")
        if due_on is not None and due_on < self.today:
            self.add_error("letter_due_on", say("Ngày trình văn bản không được trước hôm nay."))

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

    act = forms.ChoiceField(label=say("Đề xuất"), choices=OfficeOpinion.Act.choices, widget=forms.RadioSelect)
    text = words(say("Ý kiến của Văn phòng"))
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
        label=say("Quyết định"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": say("Vui lòng chọn một việc.")},
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
            self.add_error("text", say("Vui lòng nhập ý kiến chỉ đạo."))
        return cleaned


class AtOnceForm(ActForm):
    """Báo cáo ngay."""

    ground = words(say("Căn cứ"))
    proposal = words(
        say("Đề xuất"),
        help_text=say("Chủ tịch UBND tỉnh nhận được ngay; cơ quan chủ trì được biết việc báo cáo này."),
    )
