"""What the forms of directives are made of, and how they find that a secret was sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.core.menus import Menu
from accountability.core.saying import as_said, say
from accountability.core.text import secrecy_mark
from accountability.files.actions import check
from accountability.files.rules import ACCEPT, MAX_BYTES, MEDIA_TYPES, FileRefused, media_type_of
from accountability.files.words import words_of

REQUIRED = {"required": say("Vui lòng nhập ô này."), "invalid_choice": say("Không có lựa chọn này.")}
SECRECY = (
    ("none", say("Không mật")),
    ("secret", say("Mật")),
    ("top", say("Tối mật")),
    ("most", say("Tuyệt mật")),
)
LEADER_ROLES = (Role.CHAIR.value, Role.VICE_CHAIR.value)
SIGNER_ROLES = (*LEADER_ROLES, Role.OFFICE_CHIEF.value, Role.OFFICE_DEPUTY.value)
_FILE_HELP = say(
    "Tối đa {MAX_BYTES} MB; nhận {MEDIA_TYPES}.",
    MAX_BYTES=MAX_BYTES // 1024 // 1024,
    MEDIA_TYPES=", ".join(MEDIA_TYPES),
)


# Secrets --------------------------------------------------------------------------------------------------------------


def _is_marked(upload: UploadedFile) -> bool:
    """A secrecy mark in the name or the first pages; a file of no allowed kind is refused later, unread."""
    name = upload.name or ""
    if secrecy_mark(name):
        return True
    data = upload.read(MAX_BYTES + 1)
    upload.seek(0)
    try:
        media_type_of(name, data)
    except FileRefused:
        return False
    return secrecy_mark(words_of(name, data)) is not None


def holds_secret(request: HttpRequest) -> bool:
    """Whether what was sent carries a secrecy mark, anywhere: the page must then forget all of it."""
    if request.POST.get("secrecy", "none") not in ("none", ""):
        return True
    texts = (text for _, values in request.POST.lists() for text in values if isinstance(text, str))
    uploads = (upload for _, files in request.FILES.lists() for upload in files)
    return any(secrecy_mark(text) for text in texts) or any(_is_marked(upload) for upload in uploads)


# Fields ---------------------------------------------------------------------------------------------------------------


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A date as browsers send it, or as people write it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={**REQUIRED, "invalid": say("Ngày không hợp lệ, viết như 08/11/2022.")},
    )


def upload_field(label: str) -> forms.FileField:
    """An optional file; what may be kept is said by `accountability.files.rules`."""
    return forms.FileField(
        label=label,
        required=False,
        help_text=_FILE_HELP,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": say("Tệp rỗng."), "invalid": say("Không đọc được tệp; vui lòng chọn lại.")},
    )


def checked_upload(upload: UploadedFile | None) -> UploadedFile | None:
    """The file, when it may be kept; None without one. Raises ValidationError with the reason in Vietnamese."""
    if not upload:
        return None
    try:
        check(upload)
    except FileRefused as error:
        raise forms.ValidationError(as_said(error)) from error
    return upload


class AgencyChoice(forms.TypedChoiceField):
    """One of the agencies given, listed by kind."""

    def __init__(
        self, *, agencies: Iterable[Agency] = (), blank: str = say("— chọn —"), **kwargs: Any
    ) -> None:
        self.by_pk: dict[str, Agency] = {}
        kwargs.setdefault("error_messages", REQUIRED)
        kwargs.setdefault("widget", Menu)
        super().__init__(empty_value=None, **kwargs)
        self.offer(agencies, blank=blank)

    def offer(self, agencies: Iterable[Agency], *, blank: str = say("— chọn —")) -> None:
        """Set which agencies may be chosen."""
        self.by_pk = {str(agency.pk): agency for agency in agencies}
        self.coerce = (
            self.by_pk.__getitem__
        )  # Set here: a form copies its fields, and each copy has its own agencies.
        self.choices = [("", blank), *by_kind(self.by_pk.values())]

    def prepare_value(self, value: Any) -> Any:
        """The key, for an initial agency."""
        return value.pk if isinstance(value, Agency) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """By their keys: what a row starts with is an agency, what the browser sends is a key."""
        return str(self.prepare_value(initial) or "") != str(data or "")


def by_kind(agencies: Iterable[Agency]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices under the titles of their kinds, in the order of the agencies."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for agency in agencies:
        groups.setdefault(Agency.Kind(agency.kind).label, []).append((str(agency.pk), agency.short_name))
    return list(groups.items())


def selectable_agencies(today: date) -> list[Agency]:
    """The agencies of that day that the province deals with directly: communes only where no district stands between."""
    found = list(Agency.objects.on(today).order_by("rank", "pk"))
    if any(agency.kind == Agency.Kind.DISTRICT for agency in found):
        return [agency for agency in found if agency.kind != Agency.Kind.COMMUNE]
    return found


def position_field(label: str, *, required: bool, blank: str, help_text: str = "") -> forms.ModelChoiceField:
    """A position to choose; the form sets which."""
    return forms.ModelChoiceField(
        Position.objects.none(),
        label=label,
        required=required,
        empty_label=blank,
        help_text=help_text,
        error_messages=REQUIRED,
    )


def positions_with(roles: Iterable[str]) -> QuerySet[Position]:
    """The positions of these roles, in their order."""
    return Position.objects.filter(role__in=list(roles)).order_by("rank", "pk")
