"""What is typed of a draft, and of the wording of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from accountability.agencies.forms import question
from accountability.agencies.models import Agency, Position
from accountability.agencies.naming import NameBook
from accountability.agencies.reading import the_office, the_province
from accountability.assignments.models import Assignment
from accountability.core.saying import as_said, say
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.directives.form_fields import REQUIRED
from accountability.directives.models import FIELD_CHOICES
from accountability.documents.actions import DocumentSpec
from accountability.documents.annex import annex_rows
from accountability.documents.forms.fields import choice_field, text_field
from accountability.documents.models import DocumentTemplate, OutgoingDocument
from accountability.documents.proposing import Proposal, Sent, heads_of
from accountability.documents.rules import Kind, WordingError, check, rule_of
from accountability.documents.rules.own_wording import Wording
from accountability.documents.wordings import filled, values_for

LONGEST_BODY = 20_000


class WordingForm(forms.Form):
    """The wording of a kind, its places named; `seen` is the version from which the page was drawn."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    abstract = text_field(say("Trích yếu"), 2, 500, help_text=say("Với công văn, không ghi “V/v” ở đầu."))
    body = text_field(
        say("Nội dung"), 14, LONGEST_BODY, help_text=say("Mỗi dòng là một đoạn; “./.” được thêm ở cuối.")
    )
    recipients = text_field(
        say("Nơi nhận"), 4, 3_000, required=False,
        help_text=say("Mỗi dòng một nơi nhận; “Như trên” và “Lưu: VT” được thêm khi in."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say at its field which place is unknown."""
        for name in ("abstract", "body", "recipients"):
            try:
                check(self.cleaned_data.get(name, ""))
            except WordingError as error:
                self.add_error(name, as_said(error))
        return self.cleaned_data

    def wording(self) -> Wording:
        """What was written; asked for after `is_valid`."""
        given = self.cleaned_data
        return Wording(given["abstract"], given["body"], given["recipients"])


class DraftForm(WordingForm):
    """A draft. The places of the wording are filled when it is saved, by what is ticked then."""

    seen = None  # type: ignore[assignment]
    secret = False  # Whether what was sent bore a secrecy mark and was forgotten.
    token = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    issuer = choice_field(say("Cơ quan ban hành"))
    signer = forms.ModelChoiceField(
        Position.objects.none(), label=say("Người ký"), empty_label=say("— chọn —"), error_messages=REQUIRED
    )
    signs_for_all = forms.BooleanField(label=say("Ký thay mặt tập thể (TM. Ủy ban nhân dân)"), required=False)
    field = choice_field(say("Đơn vị soạn thảo, lĩnh vực"), FIELD_CHOICES)
    urgency = choice_field(say("Độ khẩn"), OutgoingDocument.Urgency.choices)
    to = forms.MultipleChoiceField(
        label=say("Kính gửi"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED
    )
    others = forms.CharField(
        label=say("Nơi gửi khác"), required=False, max_length=2_000,
        help_text=say("Tên đầy đủ hoặc tên ngắn; nhiều nơi cách nhau bằng dấu chấm phẩy."),
    )  # fmt: skip
    to_head = forms.BooleanField(label=say("Gửi đích danh thủ trưởng (cơ quan và chức danh)"), required=False)
    tasks = forms.MultipleChoiceField(
        label=say("Nhiệm vụ nêu trong văn bản"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=REQUIRED,
    )  # fmt: skip
    each = choice_field(
        say("Cách lập"),
        [
            ("each", say("Mỗi nơi một văn bản riêng, chỉ nêu việc của nơi đó")),
            ("one", say("Một văn bản chung; các nơi gửi đọc được việc của nhau")),
        ],
        widget=forms.RadioSelect, required=False, initial="each",
    )  # fmt: skip
    from_position = forms.ModelChoiceField(
        Position.objects.none(), label=say("Bên giao"), required=False, error_messages=REQUIRED
    )
    to_position = forms.ModelChoiceField(
        Position.objects.none(), label=say("Bên nhận"), required=False, error_messages=REQUIRED
    )
    field_order = (
        "token", "revision", "to", "others", "to_head", "each", "from_position", "to_position", "tasks", "abstract", "body",
        "recipients", "issuer", "signer", "signs_for_all", "field", "urgency",
    )  # fmt: skip

    def __init__(
        self, *args: Any, proposal: Proposal, agencies: Iterable[Agency], is_new: bool, **kwargs: Any
    ) -> None:
        self.proposal, self.agencies = proposal, agencies
        super().__init__(*args, **kwargs)
        rule = rule_of(proposal.kind)
        fields: dict[str, Any] = self.fields
        self.issuers = {str(one.pk): one for one in (the_province(), the_office())}
        fields["issuer"].choices = [(key, one.short_name) for key, one in self.issuers.items()]
        fields["signer"].queryset = Position.objects.filter(role__in=rule.signers).order_by("rank", "pk")
        fields["to"].choices = [(str(one.pk), one.name) for one, _ in proposal.addressees]
        fields["tasks"].choices = _choices(proposal)
        if proposal.kind == Kind.HANDOVER:
            held = Position.objects.filter(agency__in=[the_office().pk, *_own_agencies(proposal)])
            fields["from_position"].queryset = fields["to_position"].queryset = held
            dropped = ["to", "others", "to_head", "each"]
        else:
            dropped = ["from_position", "to_position"]
            if (
                not rule.to_many
                or not is_new
                or len(proposal.addressees) < 2
                or proposal.kind == Kind.CONCLUSION
            ):
                dropped.append("each")
        if rule.is_private:
            dropped += ["to", "others", "to_head", "signs_for_all", "tasks", "issuer", "signer"]
        for name in dropped:
            del fields[name]

    def clean_others(self) -> list[Agency]:
        """The agencies that are named, each once; a name that means nobody is asked about."""
        book, found = NameBook(self.agencies), []
        for text in re.split(r"[;\n]", self.cleaned_data["others"]):
            if not text.strip():
                continue
            meant = book.find(text)
            if len(meant) != 1:
                asked = question(text, meant or book.near(text), known=bool(meant))
                raise forms.ValidationError(asked[:1].upper() + asked[1:] if not meant else asked)
            found.append(meant[0])
        return found

    # What was written ---------------------------------------------------------------------------------------------

    def sent_to(self) -> list[Sent]:
        """Kính gửi, as ticked and named."""
        if self.proposal.kind == Kind.HANDOVER:
            return []
        given = self.cleaned_data
        if rule_of(self.proposal.kind).is_private:
            return list(self.proposal.addressees)
        ticked = [one for one, _ in self.proposal.addressees if str(one.pk) in given["to"]]
        agencies = list({one.pk: one for one in [*ticked, *given["others"]]}.values())
        heads = heads_of(agencies) if given["to_head"] else {}
        return [(one, heads.get(one.pk)) for one in agencies]

    def chosen(self) -> list[Assignment]:
        """The assignments that are ticked, and those of the draft that its editor does not see."""
        if rule_of(self.proposal.kind).is_private:
            return [*self.proposal.unseen, *self.proposal.offered]
        ticked = set(self.cleaned_data["tasks"])
        return [*(row for row in self.proposal.offered if str(row.pk) in ticked), *self.proposal.unseen]

    def in_one(self) -> bool:
        """Whether all addressees get one document; a kind that goes to one addressee is written for each."""
        if not rule_of(self.proposal.kind).to_many and self.proposal.kind != Kind.HANDOVER:
            return len(self.sent_to()) < 2
        return "each" not in self.fields or self.cleaned_data["each"] == "one" or len(self.sent_to()) < 2

    def specs(self, template: DocumentTemplate | None, at: datetime) -> list[DocumentSpec]:
        """One document, or one for each addressee with its own assignments; the places of each filled by its own."""
        sent, chosen = self.sent_to(), self.chosen()
        if self.in_one():
            return [self._spec(sent, chosen, template, at)]
        return [
            self._spec([one], [row for row in chosen if row.lead_agency_id == one[0].pk], template, at)
            for one in sent
        ]

    def _spec(
        self, sent: list[Sent], chosen: list[Assignment], template: DocumentTemplate | None, at: datetime
    ) -> DocumentSpec:
        given, proposal = self.cleaned_data, self.proposal
        parties = given.get("from_position"), given.get("to_position")
        rows = annex_rows(Assignment.objects.filter(pk__in=[row.pk for row in chosen]), at)
        values = values_for(rows, sent, today=local(at).date(), parties=parties)
        words = filled(self.wording(), values)
        issuer = self.issuers[given["issuer"]] if "issuer" in given else the_province()
        signer = given.get("signer") or proposal.signer
        if (
            signer is None
        ):  # A reminder without its order has no signer; who wrote the address by hand is told so.
            raise Refused(say("Văn bản nhắc nhở, phê bình chỉ soạn theo chỉ đạo của Chủ tịch."))
        return DocumentSpec(
            kind=proposal.kind, issuer=issuer, field=given["field"], abstract=words.abstract, body=words.body,
            recipients=words.recipients, signer=signer, addressees=sent, assignments=chosen, urgency=given["urgency"],
            signs_for_all=given.get("signs_for_all", False), directive=proposal.directive, order=proposal.order,
            from_position=parties[0], to_position=parties[1], template=template,
        )  # fmt: skip


class PartiesForm(forms.Form):
    """Bàn giao: which position hands over to which; its assignments are read next."""

    ben_giao = forms.ModelChoiceField(
        Position.objects.none(), label=say("Bên giao"), empty_label=say("— chọn —"), error_messages=REQUIRED
    )
    ben_nhan = forms.ModelChoiceField(
        Position.objects.none(), label=say("Bên nhận"), empty_label=say("— chọn —"), error_messages=REQUIRED
    )

    def __init__(self, *args: Any, agency: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        held = Position.objects.filter(agency=agency or the_office().pk).order_by("rank", "pk")
        fields["ben_giao"].queryset = fields["ben_nhan"].queryset = held

    def clean(self) -> dict[str, Any]:
        """Two different positions."""
        given = self.cleaned_data
        if given.get("ben_giao") and given["ben_giao"] == given.get("ben_nhan"):
            self.add_error("ben_nhan", say("Bên nhận phải là chức danh khác."))
        return given


def _own_agencies(proposal: Proposal) -> list[int]:
    parties = (proposal.from_position, proposal.to_position)
    return [one.agency_id for one in parties if one is not None]


def _choices(proposal: Proposal) -> list[tuple[str, Any]]:
    """Of a draft that is changed what is in it first, then what could be added, each under its heading."""
    lines = [(str(row.pk), _line(row)) for row in proposal.offered]
    if proposal.chosen_count is None or len(lines) == proposal.chosen_count:
        return list(lines)
    there, further = lines[: proposal.chosen_count], lines[proposal.chosen_count :]
    groups = ((say("Đang có trong dự thảo"), there), (say("Có thể thêm"), further))
    return [(title, group) for title, group in groups if group]


def _line(row: Assignment) -> str:
    due = f"{row.due_on:%d/%m/%Y}" if row.due_on else say("không có thời hạn")
    return say("{title} ({lead}; thời hạn {due})", title=row.title, lead=row.lead_name, due=due)
