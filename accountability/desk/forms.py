"""The filters of the desk's pages; all of them stand in the address."""

from __future__ import annotations

from typing import Any

from django import forms

from accountability.desk.rules.matrix import DEPARTMENTS, GROUPS

_NOT_THERE = {"invalid_choice": "Không có lựa chọn này trong danh sách."}


class MatrixFilter(forms.Form):
    """Which agencies and which duties the matrix shows."""

    nhom = forms.ChoiceField(
        label="Nhóm đơn vị", required=False, error_messages=_NOT_THERE,
        choices=[("", "Tất cả"), *((group.code, group.title) for group in (DEPARTMENTS, *GROUPS))],
    )  # fmt: skip
    huyen = forms.ChoiceField(label="Huyện và các xã", required=False, error_messages=_NOT_THERE)
    xep = forms.ChoiceField(
        label="Xếp theo", required=False, error_messages=_NOT_THERE,
        choices=[("", "Chậm nhất trước"), ("ten", "Thứ tự trong danh mục")],
    )  # fmt: skip
    cham = forms.BooleanField(label="Chỉ đơn vị, việc quá hạn", required=False)
    so_lieu = forms.BooleanField(label="Chỉ việc có chỉ tiêu", required=False)
    phoi_hop = forms.BooleanField(label="Cả phần phối hợp", required=False)

    def __init__(self, *args: Any, districts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["huyen"]
        field.choices = [("", "Tất cả"), *((str(pk), name) for pk, name in districts)]  # type: ignore[attr-defined]

    @property
    def is_used(self) -> bool:
        """Whether the address asks for a part of the matrix."""
        return any(self.data.get(name) for name in self.fields)
