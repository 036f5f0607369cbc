"""The filter of the list, and the paper register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from accountability.agencies.models import Agency
from accountability.core.finding.rules import Typed, read
from accountability.core.saying import say
from accountability.directives.form_fields import REQUIRED
from accountability.documents.forms.fields import choice_field
from accountability.documents.models import Addressee, OutgoingDocument
from accountability.documents.models.wording import KIND_CHOICES
from accountability.documents.rules import State

SERIES = {
    "CV": say("Công văn"),
    "TB": say("Thông báo"),
    "BC": say("Báo cáo"),
    "BB": say("Biên bản"),
}


class PaperForm(forms.Form):
    """Where the paper register of a series stands."""

    issuer = choice_field(say("Cơ quan ban hành"))
    series = choice_field(say("Loại sổ"))
    paper_last = forms.IntegerField(
        label=say("Sổ giấy đã đến số"), min_value=1, max_value=99_998,
        error_messages={
            **REQUIRED, "invalid": say("Vui lòng nhập số nguyên."), "min_value": say("Số phải từ 1 trở lên."),
            "max_value": say("Số quá lớn."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, issuers: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issuers = {str(one.pk): one for one in issuers}
        fields: dict[str, Any] = self.fields
        fields["issuer"].choices = [(key, one.short_name) for key, one in self.issuers.items()]
        fields["series"].choices = list(SERIES.items())


class DocumentFilter(forms.Form):
    """Narrow the list; every field may stay empty."""

    q = forms.CharField(
        label=say("Số, ký hiệu, trích yếu hoặc nơi gửi"), required=False, max_length=100, strip=True
    )
    loai = choice_field(say("Loại văn bản"), [("", say("Tất cả")), *KIND_CHOICES], required=False)
    trang_thai = choice_field(
        say("Trạng thái"), [("", say("Tất cả")), *((one.value, one.label) for one in State)], required=False
    )

    def narrow(self, rows: QuerySet[OutgoingDocument]) -> QuerySet[OutgoingDocument]:
        """The rows that fit; nothing fits a wrong value."""
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        wanted = {
            name: value for name, value in (("kind", given["loai"]), ("state", given["trang_thai"])) if value
        }
        return having(rows.filter(**wanted), read(given["q"]))


def having(rows: QuerySet[OutgoingDocument], typed: Typed) -> QuerySet[OutgoingDocument]:
    """Those that have every word, in what they say or in the name of an addressee; with diacritics or without.

    Names are asked of the agencies themselves, so that one that was renamed is found by its name of today. Some thousand rows a
    year need no index of words.
    """
    for word in typed.words:
        at_agency = Q(agency__search_text__reads=(word,)) | Q(position__search_text__reads=(word,))
        sent = Addressee.objects.order_by().filter(at_agency, document=OuterRef("pk"))
        rows = rows.filter(Q(search_text__reads=(word,)) | Q(Exists(sent)))
    return rows
