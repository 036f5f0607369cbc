"""Nobody reads what is another's: everybody follows every link that he is shown, and listens for foreign canaries."""

from __future__ import annotations

import email
import logging
import re
from collections import defaultdict
from collections.abc import Iterable
from email import policy
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest
from django.db.models import Q
from django.test import Client

from accountability.access.permissions import Permission
from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.awareness.access import Reach
from accountability.notices.models import Outbox
from tests.access.canaries import (
    OF_THE_BRIEFING,
    OF_THE_COMMUNE,
    OF_THE_CRITICISM,
    OF_THE_EXPLANATION,
    OF_THE_FIGURE,
    OF_THE_LETTER,
    OF_THE_OPINION,
    OF_THE_PARTS,
    OF_THE_RANKING,
    OF_THE_REMINDER,
    OF_THE_REPORT,
    OF_THE_ROW,
    OF_THE_TEXT,
    Aviary,
    Singer,
    hatch,
    hatched,
)
from tests.access.expected import WALKERS
from tests.access.hearing import sung, words_of
from tests.remembered import made_once

# Hatching takes seconds.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# The rows, and by hand who reads what of them -----------------------------------------------------------------------------

FIELD_LEADERS = {"chair", "vice_chair", "office_deputy", "section_head", "specialist"}
OFFICE_OF_FIELD = FIELD_LEADERS | {"clerk"}
HELPERS = {"coordinating_officer"}  # NHNN helps where the row says so.

SINGERS = {
    "labour": Singer("A", "SLDTBXH", from_text=True),
    "telecom": Singer("B", "STTTT", field="KT", in_program=False, helper="", from_text=True),
    "city": Singer("C", "H412", helper=""),
    "ward": Singer("D", "", helper=""),  # The first commune of Vinh.
    "other_ward": Singer("E", "", helper=""),  # The first commune of Diễn Châu.
    "outsider": Singer("F", "SNGV", in_program=False, helper=""),
    "police": Singer("G", "CAT", in_program=False, helper=""),
}
SEES_ROW = {
    "labour": OFFICE_OF_FIELD | HELPERS | {"labour_head", "labour_focal", "labour_officer", "standing_head"},
    "telecom": {"chair", "clerk"},  # Another field, no program.
    "city": OFFICE_OF_FIELD | {"standing_head", "district_chair", "party_secretary"},
    "ward": OFFICE_OF_FIELD | {"standing_head", "district_chair", "party_secretary", "commune_chair"},
    "other_ward": OFFICE_OF_FIELD | {"standing_head"},
    "outsider": OFFICE_OF_FIELD | {"outsider"},
    "police": OFFICE_OF_FIELD | {"standing_head"},
}
READS_EXPLANATION = {
    "labour": FIELD_LEADERS | {"labour_head"},
    "telecom": {"chair"},
    "city": FIELD_LEADERS | {"district_chair"},
    "ward": FIELD_LEADERS | {"commune_chair", "district_chair"},
    "other_ward": FIELD_LEADERS,
    "outsider": FIELD_LEADERS | {"outsider"},
    "police": FIELD_LEADERS | {"standing_head"},  # Its own; of its program's rows it reads none.
}
READS_OPINION = dict.fromkeys(SINGERS, FIELD_LEADERS) | {"telecom": {"chair"}}
# Of a briefing: who sees the row, but for who only watches, and for the bank, which reads of its own alone.
READS_BRIEFING = {name: readers - HELPERS - {"party_secretary"} for name, readers in SEES_ROW.items()}
# How the lead goes about it: the lead itself, its field in the Office and the leaders.
READS_PARTS = {
    "labour": FIELD_LEADERS | {"labour_head", "labour_focal", "labour_officer"},
    "telecom": {"chair"},
    "city": FIELD_LEADERS | {"district_chair"},
    "ward": FIELD_LEADERS | {"commune_chair"},
    "other_ward": FIELD_LEADERS,
    "outsider": FIELD_LEADERS | {"outsider"},
    "police": FIELD_LEADERS | {"standing_head"},
}
# What Vinh passed on to its commune; of the row itself the commune hears nothing.
READS_BELOW = dict.fromkeys(SINGERS, set()) | {"city": FIELD_LEADERS | {"district_chair", "commune_chair"}}
# Figures of an indicator have no field: the Office and the leaders read all of them, its owner and standing agency too.
READS_ALL_FIGURES = OFFICE_OF_FIELD | {"standing_head"}
READS_FIGURE = dict.fromkeys(SINGERS, READS_ALL_FIGURES) | {
    "labour": READS_ALL_FIGURES | {"labour_head", "labour_focal", "labour_officer"},
    "city": READS_ALL_FIGURES | {"district_chair", "party_secretary"},
    "ward": READS_ALL_FIGURES | {"district_chair", "party_secretary", "commune_chair"},
    "outsider": READS_ALL_FIGURES | {"outsider"},
}
# Rankings have no field, too; of one that is not published an agency reads its own.
READS_RANKING = dict.fromkeys(SINGERS, OFFICE_OF_FIELD) | {
    "labour": OFFICE_OF_FIELD | {"labour_head", "labour_focal", "labour_officer"},
    "city": OFFICE_OF_FIELD | {"district_chair"},
    "ward": OFFICE_OF_FIELD | {"commune_chair"},
    "outsider": OFFICE_OF_FIELD | {"outsider"},
    "police": OFFICE_OF_FIELD | {"standing_head"},
}
# A draft of criticism: its drafter and its signer (the Chánh Văn phòng is not of the cast); nobody else knows that it exists.
READS_CRITICISM = dict.fromkeys(SINGERS, set()) | {"labour": {"chair", "specialist"}, "telecom": {"chair"}}
READS_LETTER = dict.fromkeys(SINGERS, set()) | {
    "labour": OFFICE_OF_FIELD | {"labour_head", "labour_focal", "labour_officer"}, "telecom": {"chair", "clerk"},
}  # fmt: skip
# A reminder by name that went out: who drafted, signed and numbered it, and the head; not his people, nor the rest of the Office.
READS_REMINDER = dict.fromkeys(SINGERS, set()) | {
    "labour": {"chair", "specialist", "clerk", "labour_head"}, "telecom": {"chair", "clerk"},
}  # fmt: skip
# The words of a report that is being drafted: who drafts it and the Office; leaders when it is submitted to them.
READS_REPORT = dict.fromkeys(SINGERS, set()) | {
    "police": {"standing_head", "office_deputy", "section_head", "specialist", "clerk"}
}
CUTS_THE_FIELD = {"office_deputy", "section_head", "specialist"}
READS_TEXT = dict.fromkeys(SINGERS, set()) | {"labour": CUTS_THE_FIELD}


def _expected(member: str) -> set[str]:
    found = set()
    for name, singer in SINGERS.items():
        kinds = [kind for kind in OF_THE_ROW if kind != "CRD" or singer.helper]
        for readers, heard in (
            (SEES_ROW, kinds), (READS_EXPLANATION, OF_THE_EXPLANATION), (READS_OPINION, OF_THE_OPINION), (READS_BRIEFING, OF_THE_BRIEFING), (READS_PARTS, OF_THE_PARTS),
            (READS_BELOW, OF_THE_COMMUNE), (READS_TEXT, OF_THE_TEXT),
            (READS_FIGURE, OF_THE_FIGURE), (READS_RANKING, OF_THE_RANKING),
            (READS_CRITICISM, OF_THE_CRITICISM), (READS_LETTER, OF_THE_LETTER),
            (READS_REMINDER, OF_THE_REMINDER),
            (READS_REPORT, OF_THE_REPORT),
        ):  # fmt: skip
            if member in readers[name]:
                found |= {singer.sings(kind) for kind in heard}
    return found


@pytest.fixture
def aviary(cast: dict[str, User], demo_mode: None, caplog: pytest.LogCaptureFixture) -> Aviary:
    caplog.set_level(logging.ERROR, "django.request")  # Hundreds of refusals are what is wanted here.
    for name, district in (("ward", "H412"), ("other_ward", "H425")):
        first = Agency.objects.filter(parent__code=district).order_by("rank").first()
        assert first is not None
        SINGERS[name] = Singer(SINGERS[name].letter, first.code, helper="")
    made_once("aviary", lambda: hatch(SINGERS))
    return hatched(SINGERS)


# The crawl --------------------------------------------------------------------------------------------------------------

LINK = re.compile(r"""(?:href|src|action)\s*=\s*["']([^"'#]+)""")
SEARCHES = ("/nhiem-vu/", "/van-ban/", "/thu-di/", "/tim/", "/tim/goi-y/")
MOST_PAGES = 600
# Of pages that differ only by the keys of rows, no more than these: one of each row that sings. Of forms on a row a few do, a test
# of its own opens every door; and of one page filtered or turned into a file in another way, two: behind each stands the
# same list of what he may see, which the searches below go through by the words of several rows.
MOST_ALIKE, MOST_FORMS, MOST_FILTERED = 8, 3, 2
FORM_TO_GUESS = re.compile(r"/N/[a-z-]+/")
FORMS = (
    "/cho-y-kien/",
    "/chuyen-chu-tri/",
    "/y-kien-van-phong/",
    "/yeu-cau-giai-trinh/",
    "/quyet-dinh/",
    "/tra-loi/",
)
# Each shape once: lists in another order, the matrix as a file, which takes a second to draw, the pages of the calendar of
# deadlines, the lists behind its agencies, the rehearsal of a ladder, which sweeps, pages of a calendar and of agencies that
# tell of no duty, help, drafts and wordings of letters, the form that names readers, and the same list of who knows a second time.
ONCE = (
    "sort",
    "/nhiem-vu/?agency,bucket",
    "/nhiem-vu/?bucket,program",
    "/quy-tac-don-doc/N/?",
    "/tro-giup/",
    "/bang-tong-hop/?pdf",
    "/lich-den-han/?",
    "/nhiem-vu/?agency,directive",
    "/nhiem-vu/?agency,program",
    "/30-ngay/",
    "/lich-lam-viec/",
    "/co-quan/?page",
    "/phai-doc/",
    "/ai-da-biet/?loc",
    "/van-ban-di/soan/?",
    "/van-ban-di/mau/",
    "/van-ban-di/?",
    "/van-ban-di/N/docx/?",
)
STATIC = ("/static/", "data:", "http:", "https:", "mailto:")


class Crawl:
    """Everything that one person reaches from the first page, by links, by searching and by guessing."""

    def __init__(self, user: User, guesses: Iterable[str]) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.heard: dict[str, set[str]] = defaultdict(set)  # Canary → where it sang.
        self.dead: list[str] = []
        self.seen: set[str] = set()
        self.alike: dict[tuple[str, bool], int] = defaultdict(int)
        self.asked_for = {"/", *self._searches()}  # Whatever else is like them.
        self._follow(["/", *self._searches()], linked=True)
        self._follow(guesses, linked=False)
        assert len(self.seen) < MOST_PAGES, "Cuộc dò trang không tới được cuối."

    def _searches(self) -> list[str]:
        words = [
            SINGERS["labour"].sings("TIT"),
            SINGERS["telecom"].sings("TIT"),
            SINGERS["police"].sings("OBS"),
            "QZ",
        ]
        return [f"{page}?q={word}" for page in SEARCHES for word in words] + [
            f"/nhiem-vu/?bucket={bucket}" for bucket in ("overdue", "in_time", "no_deadline")
        ]

    def _follow(self, start: Iterable[str], *, linked: bool) -> None:
        waiting = [(address, "") for address in start]
        while waiting:
            address, origin = waiting.pop(0)
            if address in self.seen or self._is_one_too_many(address, linked):
                continue
            self.seen.add(address)
            waiting += [(link, address) for link in self._visit(address, origin if linked else "")]

    def _is_one_too_many(self, address: str, linked: bool) -> bool:
        shape = _shape(address)
        self.alike[shape, linked] += 1
        return address not in self.asked_for and self.alike[shape, linked] > _most(shape, linked)

    def _visit(self, address: str, origin: str) -> list[str]:
        answer = self.client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kind = answer.get("Content-Type", "")
        text = words_of(body, kind)
        # What was typed stands in the form again; that is no leak.
        typed = [value for _, value in parse_qsl(urlsplit(address).query)]
        for canary in sung(text + "\n" + unquote(answer.get("Content-Disposition", ""))):
            if not any(canary in value for value in typed) or _rows_in(text, canary):
                self.heard[canary].add(address)
        if origin and answer.status_code not in (200, 302, 405):
            self.dead.append(f"{origin} → {address}: {answer.status_code}")
        if answer.status_code == 302:
            return [answer["Location"]]
        return _links(text, address) if "html" in kind else []


# The same links stand on every page: each is taken apart once.
@cache
def _shape(address: str) -> str:
    """Without keys and values."""
    parts = urlsplit(address)
    return re.sub(r"\d+", "N", parts.path) + "?" + ",".join(sorted(key for key, _ in parse_qsl(parts.query)))


@cache
def _within_the_site(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@cache
def _most(shape: str, linked: bool) -> int:
    if any(part in shape for part in ONCE):
        return 1
    if not shape.endswith("?"):
        return MOST_FILTERED
    is_form = any(part in shape for part in FORMS) if linked else FORM_TO_GUESS.search(shape)
    return MOST_FORMS if is_form else MOST_ALIKE


def _rows_in(text: str, canary: str) -> bool:
    """The canary stands in a title, not only in the search field, in its echo or in a link of the pages."""
    return f"Việc {canary}" in text


def _links(text: str, address: str) -> list[str]:
    found = []
    for match in LINK.finditer(text):
        link = match[1]
        if not link.startswith(STATIC) and "dang-xuat" not in link:
            found.append(_within_the_site(link if link.startswith("/") else urljoin(address, link)))
    return list(dict.fromkeys(found))


def _mails_to(user: User) -> dict[str, set[str]]:
    heard: dict[str, set[str]] = defaultdict(set)
    for row in Outbox.objects.filter(Q(recipient_user=user) | Q(recipient=user.email)):
        message = email.message_from_bytes(bytes(row.mime), policy=policy.default)
        assert user.email in str(message["To"])
        texts = [str(message[name]) for name in ("Subject", "List-Id", "References")]
        texts += [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        for canary in sung("\n".join(texts)):
            heard[canary].add(f"thư {row.pk} ({row.kind})")
    return heard


# The tests --------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.usefixtures("papers_as_words")
def test_nobody_hears_a_foreign_canary_and_everybody_hears_his_own(
    cast: dict[str, User], aviary: Aviary, settings: Any
) -> None:
    settings.REHEARSAL_SECONDS = 0
    wrong = []
    for member in WALKERS:
        crawl = Crawl(cast[member], aviary.guesses)
        expected = _expected(member)
        for canary in sorted(set(crawl.heard) - expected):
            wrong.append(f"{member} đọc được {canary} tại {sorted(crawl.heard[canary])[:3]}")
        for canary in sorted(expected - set(crawl.heard)):
            wrong.append(f"{member} không thấy {canary} của mình ({len(crawl.seen)} trang)")
        wrong += [f"{member}: liên kết không mở được {dead}" for dead in crawl.dead]
        for canary, mails in _mails_to(cast[member]).items():
            if canary not in _in_rows(member) or not canary.endswith("TIT"):
                wrong.append(f"{member} nhận {canary} trong {sorted(mails)}")
    assert not wrong, "\n" + "\n".join(wrong)


def _in_rows(member: str) -> set[str]:
    """What he hears of rows that he may see."""
    return {
        canary
        for canary in _expected(member)
        for name, singer in SINGERS.items()
        if canary.startswith(f"QZ{singer.letter}") and member in SEES_ROW[name]
    }


def test_no_mail_at_all_carries_more_than_a_title(aviary: Aviary) -> None:
    mails = Outbox.objects.all()
    assert mails.count() > 50
    for row in mails:
        message = email.message_from_bytes(bytes(row.mime), policy=policy.default)
        parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        heard = sung("\n".join([str(message["Subject"]), *parts]))
        assert {canary[3:] for canary in heard} <= {"TIT"}, (row.kind, row.subject_line, heard)


@pytest.mark.usefixtures("papers_as_words", "written_anew")
def test_a_list_without_its_door_is_heard(
    cast: dict[str, User], aviary: Aviary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the crawl finds a leak that is there."""
    monkeypatch.setattr("accountability.assignments.access.scope", lambda actor, permission=None: Q())
    crawl = Crawl(cast["outsider"], [])
    assert {"QZATIT", "QZBTIT", "QZCTIT"} <= set(crawl.heard) - _expected("outsider")


@pytest.mark.usefixtures("papers_as_words", "written_anew")
def test_an_explanation_shown_to_all_who_see_the_row_is_heard(
    cast: dict[str, User], aviary: Aviary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the words on explanations."""
    everything = frozenset(Permission)
    monkeypatch.setattr(
        "accountability.assignments.views.detail.permissions_on", lambda actor, row: everything
    )
    crawl = Crawl(cast["labour_focal"], aviary.guesses)
    assert set(crawl.heard) - _expected("labour_focal") == {"QZAEXP", "QZADEM", "QZAOPN"}


@pytest.mark.usefixtures("papers_as_words", "written_anew")
def test_a_briefing_shown_to_every_receiver_is_heard(
    cast: dict[str, User], aviary: Aviary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of who knows a directive: the bank, which coordinates, would read of labour's meeting."""
    everybody = Reach(everything=True)
    monkeypatch.setattr(
        "accountability.awareness.access.reach", lambda actor, directive, permission: everybody
    )
    crawl = Crawl(cast["coordinating_officer"], aviary.guesses)
    assert set(crawl.heard) - _expected("coordinating_officer") == {"QZABRF"}
