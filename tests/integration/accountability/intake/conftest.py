"""A document to be cut, a text that gives three duties and what a reader of it would recognise, an annex as a file and on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accountability.accounts.models import User
from accountability.core import clock
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.intake.models import AnnexImport, Extraction, Proposal
from accountability.intake.rules import Candidate, Named
from tests.cast import Province, actor
from tests.integration.accountability.intake import annex_books as books
from workflows import acts

LABOUR = "Giao Sở Lao động, Thương binh và Xã hội chủ trì, phối hợp với Công an tỉnh rà soát đối tượng trước ngày 15/12/2022."
DISTRICTS = "UBND các huyện, thành phố, thị xã tuyên truyền đến từng hộ dân."
RESULT = "Đến nay toàn tỉnh đã cấp được 90 % tài khoản."
SOMEBODY = "Khẩn trương báo cáo kết quả trong dịp Tết Quý Mão."
TEXT = "\n".join(["KẾ HOẠCH", LABOUR, RESULT, DISTRICTS, SOMEBODY])


KNOWN: dict[str, dict[str, Any]] = {
    LABOUR: {
        "leads": (Named("Sở Lao động, Thương binh và Xã hội", (5, 47), ("SLDTBXH",)),),
        "coordinating": (
            Named("Công an tỉnh", (0, 0), ("CAT",)),
            Named("các đơn vị liên quan", (0, 0), is_group=True, is_vague=True),
        ),
        "deadline_text": "trước ngày 15/12/2022", "deadline_on": date(2022, 12, 15),
    },
    DISTRICTS: {"leads": (Named(DISTRICTS[:32], (0, 32), is_group=True),), "confidence": 0.9},
    RESULT: {"is_task": False, "confidence": 0.99},
    SOMEBODY: {
        "deadline_text": "trong dịp Tết Quý Mão", "confidence": 0.4,
        "questions": ("Câu không nêu cơ quan chủ trì: giao cho cơ quan nào?",),
    },
}  # fmt: skip


def judged(text: str, on: date) -> list[Candidate]:
    """Each line that is known, at its place."""
    found = []
    for sentence, facts in KNOWN.items():
        at = text.find(sentence)
        if at >= 0:
            found.append(
                Candidate(sentence, (at, at + len(sentence)), **{"is_task": True, "confidence": 0.95} | facts)
            )
    return sorted(found, key=lambda one: one.span)


@pytest.fixture(autouse=True)
def _at_the_demo_time(demo_time: None, settings: Any, tmp_path: Path) -> None:
    """08:00 of 08/11/2022; what is uploaded goes with the test."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def known_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences above are recognised as written there; the grammar has its own tests."""
    for module in ("reading", "editing"):
        monkeypatch.setattr(f"accountability.intake.views.{module}.judged", judged)


@pytest.fixture
def directive(cast: dict[str, User], province: Province) -> Directive:
    """A plan that is being cut."""
    return acts.register_directive(
        DirectiveSpec(
            kind=Directive.Kind.PLAN, issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), field="VX",
            abstract="Kế hoạch cao điểm", signer=province.position("chutich"), reference=Reference("812", "KH-UBND"),
            signer_form="TM",
        ), by=actor(cast["clerk"]), at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def as_(client: Client, cast: dict[str, User]) -> Callable[[str], Client]:
    """`as_("clerk")`: the client, signed in as that member of the cast."""

    def sign_in(name: str) -> Client:
        client.force_login(cast[name])
        return client

    return sign_in


@dataclass
class Desk:
    """The specialist at his desk: sends forms, reads the pages that answer."""

    client: Client
    directive: Directive
    sent: list[Any] = field(default_factory=list)

    def url(self, name: str, *keys: int) -> str:
        """An address of intake below the directive."""
        return reverse(f"intake-{name}", args=[self.directive.pk, *keys])

    def post(self, name: str, *keys: int, follow: bool = True, status: int = 200, **data: Any) -> str:
        """Send a form; the page that answers, in words."""
        answer = self.client.post(self.url(name, *keys), data, follow=follow)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def see(self, name: str, *keys: int, query: str = "") -> str:
        """A page in words."""
        answer = self.client.get(self.url(name, *keys) + query)
        assert answer.status_code == 200
        return answer.content.decode()

    def read(self, text: str = TEXT) -> Extraction:
        """The text, read."""
        self.post("read", text=text)
        return Extraction.objects.latest("pk")

    def proposal(self, sentence: str) -> Proposal:
        """The proposal of that sentence."""
        return Proposal.objects.exclude(state="merged").get(sentence=sentence)


@pytest.fixture
def desk(as_: Callable[[str], Client], directive: Directive, known_sentences: None) -> Desk:
    """The specialist, signed in, with the directive before him."""
    return Desk(as_("specialist"), directive)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., str]:
    """`book(rows)`: the path of a workbook with these rows."""

    def made(rows: Any = books.SHEET, *, name: str = "phu-luc.xlsx", **options: Any) -> str:
        path = tmp_path / name
        path.write_bytes(getattr(books, name.rsplit(".", 1)[-1])(rows, **options))
        return str(path)

    return made


@pytest.fixture
def as_specialist(client, cast):
    client.force_login(cast["specialist"])
    return client


@pytest.fixture
def upload(as_specialist, directive) -> Callable[..., Any]:
    """Upload a workbook with these rows; the page that answers."""

    def send(rows: Any = books.SHEET, *, name: str = "phu-luc.xlsx", data: bytes | None = None) -> Any:
        content = data if data is not None else getattr(books, name.rsplit(".", 1)[-1])(rows)
        file = SimpleUploadedFile(name, content)
        return as_specialist.post(reverse("annex-new", args=[directive.pk]), {"file": file}, follow=True)

    return send


@pytest.fixture
def correct(as_specialist, directive) -> Callable[..., Any]:
    """Send fields of one row as the page shows them, changed; the page that answers."""

    def send(number: int, follow: bool = True, seen: str = "", **fields: str) -> Any:
        annex = AnnexImport.objects.get()
        address = reverse("annex-detail", args=[directive.pk, annex.pk])
        page = as_specialist.get(address)
        shown = next(row for row in page.context["rows"] if row.row.number == number)
        data = {"dong": number, f"r{number}-seen": seen or shown.seen, f"r{number}-kind": shown.row.kind}
        data |= {field.name: field.value for field in shown.fields} if shown.is_duty else {}
        data |= {f"r{number}-{name}": value for name, value in fields.items()}
        return as_specialist.post(address, data, follow=follow)

    return send
