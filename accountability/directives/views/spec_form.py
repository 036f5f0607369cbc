"""The form in which one duty is written down when a directive is cut into assignments."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment, Series
from accountability.assignments.rules import Duration
from accountability.central.models import CentralTask
from accountability.core.spelling import normal, one_line
from accountability.core.text import date_vi
from accountability.directives.form_fields import (
    LEADER_ROLES,
    REQUIRED,
    AgencyChoice,
    by_kind,
    day_field,
    position_field,
    positions_with,
)
from accountability.directives.models import Directive
from accountability.directives.views.spec_rows import Choices, QuietForm, count_field, words_field

SERIES = "series"
# Which fields belong to each kind of duration; what is typed into another one is asked about, never dropped.
_USES: dict[str, tuple[str, ...]] = {
    Duration.FIXED: ("due_on", "due_time"),
    Duration.WORKING_DAYS: ("days",),
    Duration.CALENDAR_DAYS: ("days",),
    Duration.NONE: (),
    Duration.ONGOING: ("review_days",),
    SERIES: ("rhythm", "series_from"),
}
_NEEDS: dict[str, tuple[tuple[str, str], ...]] = {
    Duration.FIXED: (("due_on", "Vui lòng nhập ngày đến hạn, hoặc chọn “Không có thời hạn”."),),
    Duration.WORKING_DAYS: (("days", "Vui lòng nhập số ngày."),),
    Duration.CALENDAR_DAYS: (("days", "Vui lòng nhập số ngày."),),
    SERIES: (("rhythm", "Vui lòng chọn nhịp."), ("series_from", "Vui lòng nhập ngày bắt đầu kỳ đầu tiên.")),
}
_DURATIONS = [(kind.value, kind.label) for kind in Duration] + [(SERIES, "Định kỳ (mỗi kỳ một nhiệm vụ)")]
# "Hằng tháng" is reviewed as an ongoing duty; only these two make periods.
_RHYTHMS = [(r.value, r.label) for r in (Series.Rhythm.HALF_MONTH, Series.Rhythm.EVERY_15_DAYS)]
_NAMED_LEADS = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.OFFICE_DEPUTY, Role.SECTION_HEAD)
_MILESTONE = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4})\s*[-–—:]\s*(?P<title>\S.*)")
_LOOKS_DATED = re.compile(r"\d{1,2}\s*/\s*\d")


class SpecForm(QuietForm):
    """One duty. Several leads make one assignment each; when a draft is changed there is exactly one."""

    title = forms.CharField(
        label="Nội dung nhiệm vụ", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vui lòng nhập nội dung nhiệm vụ.", "max_length": "Dài quá 500 ký tự."},
    )  # fmt: skip
    product = words_field("Sản phẩm", 300, help_text="Ví dụ: Kế hoạch của UBND tỉnh; Báo cáo kết quả.")
    group = words_field(
        "Nhóm nhiệm vụ", 120, help_text="Đề mục trong văn bản, để gom các nhiệm vụ cùng loại."
    )

    lead = AgencyChoice(label="Cơ quan chủ trì", required=False)
    lead_position = position_field(
        "Chức danh chủ trì", required=False, blank="— cả cơ quan —",
        help_text="Chỉ khi văn bản giao đích danh, ví dụ Giám đốc Công an tỉnh.",
    )  # fmt: skip
    lead_groups = forms.MultipleChoiceField(
        label="Hoặc giao cho cả nhóm", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi cơ quan trong nhóm được giao một nhiệm vụ riêng.", error_messages=REQUIRED,
    )  # fmt: skip
    leads = forms.MultipleChoiceField(
        label="Hoặc chọn nhiều cơ quan", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi cơ quan được giao một nhiệm vụ riêng.", error_messages=REQUIRED,
    )  # fmt: skip

    duration = forms.ChoiceField(label="Loại thời hạn", choices=_DURATIONS, error_messages=REQUIRED)
    due_on = day_field("Đến ngày", required=False)
    due_time = forms.TimeField(
        label="Trước giờ", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Không bắt buộc.", error_messages={"invalid": "Giờ không hợp lệ, viết như 11:00."},
    )  # fmt: skip
    days = count_field("Số ngày", help_text="Với loại “Số ngày làm việc”, “Số ngày”.")
    review_days = count_field("Rà soát mỗi (ngày)", help_text="Với nhiệm vụ thường xuyên; 30 là hằng tháng.")
    rhythm = forms.ChoiceField(
        label="Nhịp", required=False, choices=[("", "— chọn —"), *_RHYTHMS], error_messages=REQUIRED,
        help_text="Với nhiệm vụ định kỳ.",
    )  # fmt: skip
    series_from = day_field("Kỳ đầu từ ngày", required=False, help_text="Với nhiệm vụ định kỳ.")
    deadline_words = words_field(
        "Thời hạn ghi trong văn bản",
        200,
        help_text="Chép nguyên văn: “trong năm 2022”, “05 ngày làm việc”, “trước ngày 15/12”.",
    )
    deadline_note = words_field(
        "Căn cứ xác định thời hạn",
        300,
        help_text="Khi ngày đến hạn do Văn phòng xác định từ chữ trong văn bản.",
    )
    milestones = forms.CharField(
        label="Mốc trung gian", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một mốc: 15/12/2022 – Trình Đề án. Mốc chưa có ngày thì chỉ ghi nội dung.",
    )  # fmt: skip

    supervisor = position_field("Lãnh đạo phụ trách", required=False, blank="— chọn —")
    verifier = AgencyChoice(
        label="Cơ quan xác nhận kết quả", required=False, blank="Văn phòng UBND tỉnh",
        help_text="Không ai tự xác nhận việc của mình: việc của cơ quan này do Văn phòng xác nhận.",
    )  # fmt: skip
    central_task = forms.ModelChoiceField(
        CentralTask.objects.none(), label="Phục vụ nhiệm vụ Trung ương giao tỉnh", required=False, empty_label="— không —",
        help_text="Thời hạn không được sau hạn Trung ương.", error_messages=REQUIRED,
    )  # fmt: skip
    needs_submission = forms.BooleanField(
        label="Sản phẩm phải trình UBND tỉnh (tham mưu, trình)", required=False,
        help_text="Khi cơ quan đã trình, thời gian xem xét tính cho Văn phòng.",
    )  # fmt: skip
    affects_citizens = forms.BooleanField(
        label="Ảnh hưởng trực tiếp đến quyền lợi của người dân, doanh nghiệp", required=False,
        help_text="Khi quá hạn, việc được báo cáo lên cấp trên sớm hơn một cấp.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        directive: Directive,
        choices: Choices,
        draft: Assignment | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.directive, self.offered, self.draft = directive, choices, draft
        self.of_leads = {str(row.pk): row for row in choices.leads}
        offer: dict[str, Any] = self.fields
        offer["lead"].offer(choices.leads)
        offer["verifier"].offer(choices.leads, blank="Văn phòng UBND tỉnh")
        offer["leads"].choices = by_kind(choices.leads)
        offer["lead_groups"].choices = choices.group_labels
        leading = {row.pk for row in choices.leads}
        heads = Position.objects.filter(role__in=[role.value for role in _NAMED_LEADS], agency__in=leading)
        offer["lead_position"].queryset = heads.order_by("rank", "pk")
        offer["supervisor"].queryset = positions_with(LEADER_ROLES)
        served = [draft.central_task_id] if draft is not None and draft.central_task_id is not None else []
        open_ones = CentralTask.objects.open().filter(field=directive.field)
        offer["central_task"].queryset = open_ones | CentralTask.objects.filter(pk__in=served)
        if draft is not None:
            self._narrow_to(draft)

    def _narrow_to(self, draft: Assignment) -> None:
        """A draft keeps its one lead and stays, or does not become, an occurrence of a series."""
        del self.fields["lead_groups"], self.fields["leads"]
        duration: Any = self.fields["duration"]
        if draft.series_id is None:
            duration.choices = _DURATIONS[:-1]
            del self.fields["rhythm"], self.fields["series_from"]
            return
        duration.choices = _DURATIONS[-1:]
        self.fields["rhythm"].disabled = self.fields["series_from"].disabled = True

    def clean_title(self) -> str:
        """One spelling of the words."""
        return normal(self.cleaned_data["title"]).strip()

    def clean_milestones(self) -> list[tuple[str, date | None]]:
        """The lines, each with its date where one stands before it."""
        lines = [one_line(line) for line in self.cleaned_data["milestones"].splitlines()]
        return [self._milestone(number, line) for number, line in enumerate(lines, start=1) if line]

    def _milestone(self, number: int, line: str) -> tuple[str, date | None]:
        if match := _MILESTONE.fullmatch(line):
            try:
                on = datetime.strptime(match["day"], "%d/%m/%Y").date()
            except ValueError as error:
                raise forms.ValidationError(f"Dòng {number}: không có ngày {match['day']}.") from error
            return self._short(number, match["title"]), on
        if _LOOKS_DATED.match(line):
            raise forms.ValidationError(f"Dòng {number}: viết như 15/12/2022 – Trình Đề án.")
        return self._short(number, line), None

    def _short(self, number: int, title: str) -> str:
        if len(title) > 300:
            raise forms.ValidationError(f"Dòng {number}: nội dung mốc dài quá 300 ký tự.")
        return title

    def clean(self) -> dict[str, Any]:
        """Leads and duration agree with what else was filled in."""
        given = super().clean() or self.cleaned_data
        given["all_leads"] = self._leads(given)
        if not given["all_leads"] and "lead" not in self.errors:
            self.add_error(
                "lead", "Mỗi nhiệm vụ phải có cơ quan chủ trì; vui lòng chọn một cơ quan hoặc một nhóm."
            )
        self._check_duration(given)
        return given

    def _leads(self, given: dict[str, Any]) -> list[Agency]:
        chosen = {given["lead"].pk} if given.get("lead") else set()
        chosen |= {int(pk) for pk in given.get("leads") or ()}
        for name in given.get("lead_groups") or ():
            chosen |= {row.pk for row in self.offered.groups[name]}
        if not chosen and given.get("lead_position"):
            chosen = {given["lead_position"].agency_id}
        return [row for row in self.offered.leads if row.pk in chosen]

    def _check_duration(self, given: dict[str, Any]) -> None:
        kind = given.get("duration")
        if kind is None:
            return
        self._check_unused(given, kind)
        self._check_needed(given, kind)
        due_on = given.get("due_on")
        if due_on and due_on < self.directive.issued_on and "due_on" not in self.errors:
            issued = date_vi(self.directive.issued_on)
            self.add_error("due_on", f"Ngày đến hạn không được trước ngày văn bản ({issued}).")

    def _check_unused(self, given: dict[str, Any], kind: str) -> None:
        label = dict(_DURATIONS)[kind]
        for name in {name for names in _USES.values() for name in names} - set(_USES[kind]):
            if given.get(name) not in (None, ""):
                self.add_error(
                    name, f"Loại “{label}” không dùng ô này; vui lòng xóa, hoặc chọn loại thời hạn khác."
                )

    def _check_needed(self, given: dict[str, Any], kind: str) -> None:
        for name, message in _NEEDS.get(kind, ()):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, message)
