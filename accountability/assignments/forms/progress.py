"""Cập nhật kết quả: what the lead reports, short enough for a phone."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import Any

from django import forms

from accountability.assignments.actions.working import Reading
from accountability.assignments.forms.base import ActForm, ManyFilesField, day, line, words
from accountability.assignments.models import Milestone, Target
from accountability.core.saying import as_said, joined, say
from accountability.core.text import number_vi, parse_number_vi


class ProgressForm(ActForm):
    """Cập nhật kết quả, in three clicks on a phone: what was done, a milestone or a figure, a photo; all else under "Thêm".

    `sent_key` makes it one report however often it is sent (ADR 0029).
    """

    text = words(
        say("Kết quả thực hiện"),
        required=False,
        rows=3,
        help_text=say("Đã làm được gì từ lần báo cáo trước."),
    )
    milestones = forms.ModelMultipleChoiceField(
        label=say("Mốc đã hoàn thành"),
        queryset=Milestone.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    data_on = day(say("Số liệu tính đến ngày"), required=False)
    source = line(say("Nguồn số liệu"), required=False, length=200)
    resources = line(say("Nguồn lực (kinh phí, nhân lực)"), required=False)
    photos = ManyFilesField(label=say("Chụp ảnh minh chứng"), required=False)
    files = ManyFilesField(label=say("Tệp minh chứng"), required=False)  # type: ignore[assignment]
    sent_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Milestones not done yet, and one figure per target."""
        open_ones = Milestone.objects.filter(assignment=self.row, done_on=None)
        if open_ones.exists():
            self.fields["milestones"].queryset = open_ones  # type: ignore[attr-defined]
        else:
            del self.fields["milestones"]
        # What an indicator measures is told on its own page: one figure, one place.
        self.targets = list(self.row.targets.filter(measured_by=""))
        for target in self.targets:
            self.fields[self._name(target)] = line(
                f"{target.name} ({target.unit})", required=False, length=30,
                help_text=say("Mức giao: {value} {unit}. Viết như 5,62.", value=number_vi(target.value), unit=target.unit),
            )  # fmt: skip
            self.fields[self._nothing(target)] = forms.BooleanField(
                label=say("Không phát sinh hồ sơ: {target}", target=target.name), required=False
            )
        self.initial.setdefault("data_on", self.today)
        self.initial.setdefault("sent_key", secrets.token_urlsafe(18))
        self.fields["photos"].widget.attrs.update(accept="image/*", capture="environment")
        self.fields["photos"].help_text = say("Mở máy ảnh của điện thoại.")
        if not self.targets:
            del self.fields["data_on"], self.fields["source"]
        figures = [name for target in self.targets for name in (self._name(target), self._nothing(target))]
        self._more = [*figures[1:], "data_on", "source", "resources"]
        self.order_fields(["text", "milestones", *figures[:1], "photos", "files", *self._more])

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What the page shows at once."""
        return [self[name] for name in self.fields if name not in (*self._more, "sent_key")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What stands under "Thêm"."""
        return [self[name] for name in self._more if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whether something under "Thêm" must be looked at."""
        return any(field.errors for field in self.more_fields)

    @staticmethod
    def _name(target: Target) -> str:
        return f"target_{target.pk}"

    @staticmethod
    def _nothing(target: Target) -> str:
        return f"nothing_{target.pk}"

    def clean(self) -> dict[str, Any]:
        """Figures are read as the Vietnamese write them, and have the date of their data; a tick needs no words."""
        cleaned = super().clean()
        cleaned["files"] = [*(cleaned.get("photos") or []), *(cleaned.get("files") or [])]
        data_on = cleaned.get("data_on")
        self.readings: list[Reading] = []
        for target in self.targets:
            value = self._figure(target, cleaned.get(self._name(target)) or "")
            nothing = bool(cleaned.get(self._nothing(target)))
            if nothing and value is not None:
                self.add_error(
                    self._name(target), say("Đã chọn không phát sinh hồ sơ thì không nhập số liệu.")
                )
                continue
            told = nothing or value is not None
            if told and data_on:
                self.readings.append(Reading(target, value, data_on, cleaned.get("source") or ""))
            elif told and "data_on" not in self.errors:
                self.add_error("data_on", say("Vui lòng nhập ngày của số liệu."))
        if data_on and self.readings and data_on > self.today:
            self.add_error("data_on", say("Ngày số liệu không được sau hôm nay."))
        if not (cleaned.get("text") or "").strip() and "text" not in self.errors:
            cleaned["text"] = self._said_by_ticks(cleaned)
            if not cleaned["text"]:
                self.add_error("text", say("Vui lòng nhập kết quả, hoặc chọn mốc đã hoàn thành."))
        return cleaned

    def _said_by_ticks(self, cleaned: dict[str, Any]) -> str:
        """The words of a report that is a milestone or a figure only."""
        done = [milestone.title for milestone in cleaned.get("milestones") or ()]
        told = [
            say("{target}: ", target=one.target.name)
            + (
                say("không phát sinh hồ sơ")
                if one.value is None
                else say("{value} {unit}", value=number_vi(one.value), unit=one.target.unit)
            )
            for one in self.readings
        ]
        said = [say("Đã hoàn thành mốc: {done}.", done=joined("; ", done))] if done else []
        return joined(
            " ", [*said, *([say("Cập nhật số liệu: {told}.", told=joined("; ", told))] if told else [])]
        )

    def _figure(self, target: Target, text: str) -> Decimal | None:
        if not text.strip():
            return None
        try:
            value = parse_number_vi(text)
        except ValueError as error:
            self.add_error(self._name(target), as_said(error))
            return None
        exponent = value.as_tuple().exponent
        if abs(value) >= Decimal(10) ** 16 or (isinstance(exponent, int) and exponent < -2):
            self.add_error(self._name(target), say("Số quá lớn hoặc có quá hai chữ số thập phân."))
            return None
        return value
