"""The form in which one duty is written down when a directive is cut into assignments."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment, Series
from accountability.assignments.models.series import pattern_refusal
from accountability.assignments.rules import Duration
from accountability.calendars.rules import read_window
from accountability.central.models import CentralTask
from accountability.core.saying import as_said, say
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
    SERIES: ("rhythm", "series_from", "series_to", "window_words", "title_pattern"),
}
_NEEDS: dict[str, tuple[tuple[str, str], ...]] = {
    Duration.FIXED: (("due_on", say("Vui lòng nhập ngày đến hạn, hoặc chọn “Không có thời hạn”.")),),
    Duration.WORKING_DAYS: (("days", say("Vui lòng nhập số ngày.")),),
    Duration.CALENDAR_DAYS: (("days", say("Vui lòng nhập số ngày.")),),
    SERIES: (
        ("rhythm", say("Vui lòng chọn nhịp.")),
        ("series_from", say("Vui lòng nhập ngày bắt đầu kỳ đầu tiên.")),
    ),
}
_DURATIONS = [(kind.value, kind.label) for kind in Duration] + [
    (SERIES, say("Định kỳ (mỗi kỳ một nhiệm vụ)"))
]
_RHYTHMS = [(r.value, r.label) for r in Series.Rhythm]
_NAMED_LEADS = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.OFFICE_DEPUTY, Role.SECTION_HEAD)
_MILESTONE = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4})\s*[-–—:]\s*(?P<title>\S.*)")
_LOOKS_DATED = re.compile(r"\d{1,2}\s*/\s*\d")


class SpecForm(QuietForm):
    """One duty. Several leads make one assignment each; when a draft is changed there is exactly one."""

    title = forms.CharField(
        label=say("Nội dung nhiệm vụ"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": say("Vui lòng nhập nội dung nhiệm vụ."), "max_length": say("Dài quá 500 ký tự.")},
    )  # fmt: skip
    product = words_field(
        say("Sản phẩm"), 300, help_text=say("Ví dụ: Kế hoạch của UBND tỉnh; Báo cáo kết quả.")
    )
    group = words_field(
        say("Nhóm nhiệm vụ"), 120, help_text=say("Đề mục trong văn bản, để gom các nhiệm vụ cùng loại.")
    )

    lead = AgencyChoice(label=say("Cơ quan chủ trì"), required=False)
    lead_position = position_field(
        say("Chức danh chủ trì"), required=False, blank=say("— cả cơ quan —"),
        help_text=say("Chỉ khi văn bản giao đích danh, ví dụ Giám đốc Công an tỉnh."),
    )  # fmt: skip
    lead_groups = forms.MultipleChoiceField(
        label=say("Hoặc giao cho cả nhóm"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=say("Mỗi cơ quan trong nhóm được giao một nhiệm vụ riêng."), error_messages=REQUIRED,
    )  # fmt: skip
    communes_of = forms.MultipleChoiceField(
        label=say("Hoặc các xã, phường, thị trấn của huyện"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=REQUIRED,
    )  # fmt: skip
    own_table = forms.CharField(
        label=say("Bảng chỉ tiêu, thời hạn riêng từng cơ quan"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=say("Ô trống là theo mức, thời hạn chung. Không chọn nhóm nào thì giao cho các cơ quan trong "
"bảng."),
    )  # fmt: skip
    leads = forms.MultipleChoiceField(
        label=say("Hoặc chọn nhiều cơ quan"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=say("Mỗi cơ quan được giao một nhiệm vụ riêng."), error_messages=REQUIRED,
    )  # fmt: skip

    duration = forms.ChoiceField(label=say("Loại thời hạn"), choices=_DURATIONS, error_messages=REQUIRED)
    due_on = day_field(say("Đến ngày"), required=False)
    due_time = forms.TimeField(
        label=say("Trước giờ"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=say("Không bắt buộc."), error_messages={"invalid": say("Giờ không hợp lệ, viết như 11:00.")},
    )  # fmt: skip
    days = count_field(say("Số ngày"), help_text=say("Với loại “Số ngày làm việc”, “Số ngày”."))
    review_days = count_field(
        say("Rà soát mỗi (ngày)"), help_text=say("Với nhiệm vụ thường xuyên; 30 là hằng tháng.")
    )
    rhythm = forms.ChoiceField(
        label=say("Nhịp"), required=False, choices=[("", say("— chọn —")), *_RHYTHMS], error_messages=REQUIRED,
        help_text=say("Với nhiệm vụ định kỳ."),
    )  # fmt: skip
    series_from = day_field(say("Kỳ đầu từ ngày"), required=False, help_text=say("Với nhiệm vụ định kỳ."))
    series_to = day_field(
        say("Đến hết ngày"), required=False, help_text=say("Để trống: đến khi Văn phòng kết thúc chuỗi.")
    )
    window_words = words_field(
        say("Hạn trong kỳ"), 100,
        help_text=say("“từ ngày 1 đến ngày 5 hằng tháng”, “ngày 06 của tháng cuối quý”, “trước ngày 10 tháng sau”; "
"để trống: ngày cuối kỳ."),
    )  # fmt: skip
    closing = forms.ChoiceField(
        label=say("Kỳ số liệu"), required=False, choices=Series.Closing.choices, error_messages=REQUIRED,
        help_text=say("Với nhịp tháng, quý, 6 tháng, năm."),
    )  # fmt: skip
    title_pattern = words_field(
        say("Mẫu tên kỳ"), 200,
        help_text=say("Để trống: “{nội dung} (kỳ {kỳ})”. Dùng được {nội dung}, {kỳ}, {từ}, {đến}, {tháng}, {quý}, "
"{năm}."),
    )  # fmt: skip
    deadline_words = words_field(
        say("Thời hạn ghi trong văn bản"),
        200,
        help_text=say("Chép nguyên văn: “trong năm 2022”, “05 ngày làm việc”, “trước ngày 15/12”."),
    )
    deadline_note = words_field(
        say("Căn cứ xác định thời hạn"),
        300,
        help_text=say("Khi ngày đến hạn do Văn phòng xác định từ chữ trong văn bản."),
    )
    milestones = forms.CharField(
        label=say("Mốc trung gian"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=say("Mỗi dòng một mốc: 15/12/2022 – Trình Đề án. Mốc chưa có ngày thì chỉ ghi nội dung."),
    )  # fmt: skip

    supervisor = position_field(say("Lãnh đạo phụ trách"), required=False, blank=say("— chọn —"))
    verifier = AgencyChoice(
        label=say("Cơ quan xác nhận kết quả"), required=False, blank=say("Văn phòng UBND tỉnh"),
        help_text=say("Không ai tự xác nhận việc của mình: việc của cơ quan này do Văn phòng xác nhận."),
    )  # fmt: skip
    central_task = forms.ModelChoiceField(
        CentralTask.objects.none(), label=say("Phục vụ nhiệm vụ Trung ương giao tỉnh"), required=False, empty_label=say("— không —"),
        help_text=say("Thời hạn không được sau hạn Trung ương."), error_messages=REQUIRED,
    )  # fmt: skip
    needs_submission = forms.BooleanField(
        label=say("Sản phẩm phải trình UBND tỉnh (tham mưu, trình)"), required=False,
        help_text=say("Khi cơ quan đã trình, thời gian xem xét tính cho Văn phòng."),
    )  # fmt: skip
    affects_citizens = forms.BooleanField(
        label=say("Ảnh hưởng trực tiếp đến quyền lợi của người dân, doanh nghiệp"), required=False,
        help_text=say("Khi quá hạn, việc được báo cáo lên cấp trên sớm hơn một cấp."),
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
        offer: dict[str, Any] = self.fields
        offer["lead"].offer(choices.leads)
        offer["verifier"].offer(choices.leads, blank=say("Văn phòng UBND tỉnh"))
        offer["leads"].choices = by_kind(choices.leads)
        offer["lead_groups"].choices = choices.groups.labels
        self.districts = {str(row.pk): row for row in choices.groups.districts}
        offer["communes_of"].choices = [(key, row.short_name) for key, row in self.districts.items()]
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
        for name in ("lead_groups", "leads", "communes_of", "own_table"):
            del self.fields[name]
        duration: Any = self.fields["duration"]
        if draft.series_id is None:
            duration.choices = _DURATIONS[:-1]
            for name in (*_USES[SERIES], "closing"):
                del self.fields[name]
            return
        duration.choices = _DURATIONS[-1:]
        self.fields["rhythm"].disabled = self.fields["series_from"].disabled = True

    @property
    def shows_recurrence(self) -> bool:
        """Whether the fields of a recurring duty stand open: one of them is filled in, or wrong."""
        names = ("window_words", "series_to", "title_pattern")
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)

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
                raise forms.ValidationError(
                    say("Dòng {number}: không có ngày {match}.", number=number, match=match["day"])
                ) from error
            return self._short(number, match["title"]), on
        if _LOOKS_DATED.match(line):
            raise forms.ValidationError(
                say("Dòng {number}: viết như 15/12/2022 – Trình Đề án.", number=number)
            )
        return self._short(number, line), None

    def _short(self, number: int, title: str) -> str:
        if len(title) > 300:
            raise forms.ValidationError(say("Dòng {number}: nội dung mốc dài quá 300 ký tự.", number=number))
        return title

    def clean(self) -> dict[str, Any]:
        """Leads and duration agree with what else was filled in."""
        given = super().clean() or self.cleaned_data
        given["all_leads"] = self._leads(given)
        if not given["all_leads"] and not given.get("own_table") and "lead" not in self.errors:
            self.add_error(
                "lead", say("Mỗi nhiệm vụ phải có cơ quan chủ trì; vui lòng chọn một cơ quan hoặc một nhóm.")
            )
        self._check_duration(given)
        return given

    def _leads(self, given: dict[str, Any]) -> list[Agency]:
        chosen = {given["lead"].pk} if given.get("lead") else set()
        chosen |= {int(pk) for pk in given.get("leads") or ()}
        districts = [self.districts[key] for key in given.get("communes_of") or ()]
        chosen |= self.offered.groups.chosen(given.get("lead_groups") or (), districts)
        if not chosen and given.get("lead_position"):
            chosen = {given["lead_position"].agency_id}
        return [row for row in self.offered.givable if row.pk in chosen]

    def _check_duration(self, given: dict[str, Any]) -> None:
        kind = given.get("duration")
        if kind is None:
            return
        self._check_unused(given, kind)
        self._check_needed(given, kind)
        self._check_window(given)
        due_on = given.get("due_on")
        if due_on and due_on < self.directive.issued_on and "due_on" not in self.errors:
            issued = date_vi(self.directive.issued_on)
            self.add_error(
                "due_on", say("Ngày đến hạn không được trước ngày văn bản ({issued}).", issued=issued)
            )

    def _check_unused(self, given: dict[str, Any], kind: str) -> None:
        label = dict(_DURATIONS)[kind]
        for name in {name for names in _USES.values() for name in names} - set(_USES[kind]):
            if given.get(name) not in (None, ""):
                self.add_error(
                    name,
                    say(
                        "Loại “{label}” không dùng ô này; vui lòng xóa, hoặc chọn loại thời hạn khác.",
                        label=label,
                    ),
                )

    def clean_closing(self) -> int:
        """Calendar months unless said otherwise."""
        return int(self.cleaned_data["closing"] or Series.Closing.CALENDAR)

    def clean_title_pattern(self) -> str:
        """A pattern whose names are known."""
        pattern = one_line(self.cleaned_data["title_pattern"])
        if wrong := pattern_refusal(pattern):
            raise forms.ValidationError(wrong)
        return pattern

    def _check_window(self, given: dict[str, Any]) -> None:
        """The words of the window are read in the rhythm that was chosen."""
        rhythm, words = given.get("rhythm"), given.get("window_words")
        if not rhythm or not words or "window_words" in self.errors:
            return
        months = Series.MONTHS.get(Series.Rhythm(rhythm))
        try:
            if months is None:
                raise ValueError(say("Nhịp này có hạn là ngày cuối kỳ; vui lòng để trống ô này."))
            read_window(words, period_months=months)
        except ValueError as error:
            self.add_error("window_words", as_said(error))

    def _check_needed(self, given: dict[str, Any], kind: str) -> None:
        for name, message in _NEEDS.get(kind, ()):
            if name == "due_on" and given.get("own_table"):
                continue  # The table says it for each; what is missing there is asked about.
            if not given.get(name) and name not in self.errors:
                self.add_error(name, message)
