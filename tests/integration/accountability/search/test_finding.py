"""One field finds everything that one may see, and nothing else, however it is typed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments import finding
from accountability.assignments.access import visible_to
from accountability.assignments.actions import name_officer, update_progress
from accountability.assignments.finding import find, found_for
from accountability.assignments.models import Assignment
from accountability.core.finding import matching as matching_module
from accountability.core.finding.matching import matching
from accountability.core.finding.rules import read
from accountability.directives.models import Directive
from accountability.files.actions import keep
from tests.cast import actor
from tests.given import GoTo, SignIn, on
from workflows import acts

pytestmark = pytest.mark.django_db

PAGE = reverse("search-page")


def groups_of(response) -> dict[str, list[str]]:
    return {group.code: [hit.title for hit in group.hits] for group in response.context["groups"]}


@pytest.mark.parametrize(
    "typed",
    ["801/KH-UBND", "801 /kh-ubnd", "801", "kế hoạch 801", "KẾ HOẠCH SỐ 801", "801khubnd", "ubnd 801 kiểm thử", "kiem thu trang"],
)  # fmt: skip
def test_a_document_is_found_however_its_number_is_typed(
    assignments: list[Assignment], sign_in: SignIn, typed: str
) -> None:
    found = groups_of(sign_in("specialist").get(PAGE, {"q": typed}))
    assert found["directives"] == ["Kế hoạch số 801/KH-UBND ngày 07/11/2022"]


def test_a_number_brings_its_document_first_and_the_duties_of_that_document(
    assignments: list[Assignment], sign_in: SignIn
) -> None:
    page = sign_in("specialist").get(PAGE, {"q": "801"})
    assert list(groups_of(page)) == ["directives", "assignments"]
    assert len(groups_of(page)["assignments"]) == 4


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tài khoản an sinh", 1), ("TAI KHOAN AN SINH", 1), ("sinh an khoản tài", 1), ("tai khoa", 1), ("ai khoan", 0),
        ("trực tuyến", 3), ("nang ty le sldtbxh", 1), ("sở lđ,tb&xh", 2), ("lao động", 2), ("công an tỉnh", 1),
        ("tai khoan khong co", 0), ("%", 0), ("_", 0), ("' OR 1=1", 0),
    ],
)  # fmt: skip
def test_words_find_duties_in_any_order_with_or_without_diacritics(
    assignments: list[Assignment], sign_in: SignIn, typed: str, found: int
) -> None:
    groups = groups_of(sign_in("specialist").get(PAGE, {"q": typed}))
    assert len(groups.get("assignments", [])) == found


def test_an_agency_an_officer_and_a_file_lead_to_their_duties(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, go_to: GoTo
) -> None:
    head, at = actor(cast["labour_head"]), on("2022-11-08")
    acts.acknowledge(assignments[-1].pk, by=head, at=at)
    User.objects.filter(pk=cast["labour_officer"].pk).update(
        search_text=" hoang thi lan ", display_name="Hoàng Thị Lan"
    )
    officer = User.objects.get(pk=cast["labour_officer"].pk)
    name_officer(assignments[-1].pk, officer=officer, by=head, at=at)
    proof = keep(SimpleUploadedFile("Bảng kê đối soát.txt", b"42"), by=head, at=at)
    update_progress(assignments[-1].pk, text="Đã đối soát", files=[proof], by=head, at=at)
    client = sign_in("labour_head")
    page = client.get(PAGE, {"q": "bang ke doi soat"})
    assert groups_of(page) == {"evidence": ["Bảng kê đối soát.txt"]}
    assert page.context["groups"][0].hits[0].url == reverse("assignment-detail", args=[assignments[-1].pk])
    page = client.get(PAGE, {"q": "hoang thi lan"})
    assert groups_of(page) == {"assignments": [assignments[-1].title], "officers": ["Hoàng Thị Lan"]}
    of_officer = client.get(page.context["groups"][1].hits[0].url)
    assert [row.assignment.pk for row in of_officer.context["rows"]] == [assignments[-1].pk]
    agency = next(g for g in client.get(PAGE, {"q": "SLĐTBXH"}).context["groups"] if g.code == "agencies")
    assert len(client.get(agency.hits[0].url).context["rows"]) == 2
    assert groups_of(sign_in("outsider").get(PAGE, {"q": "bang ke doi soat"})) == {}
    assert groups_of(sign_in("outsider").get(PAGE, {"q": "hoang thi lan"})) == {}


def test_a_duty_that_changes_its_lead_is_found_by_the_new_one(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn
) -> None:
    row = Assignment.objects.get(pk=assignments[-1].pk)
    row.officer = cast["labour_officer"]
    assert " noi vu " not in row.search_text
    assert groups_of(sign_in("standing_head").get(PAGE, {"q": "tài khoản lao động"}))["assignments"] == [
        row.title
    ]


def test_an_outsider_finds_nothing_and_an_agency_its_own(
    assignments: list[Assignment], sign_in: SignIn
) -> None:
    assert groups_of(sign_in("outsider").get(PAGE, {"q": "801"})) == {}
    assert groups_of(sign_in("district_chair").get(PAGE, {"q": "trực tuyến"}))["assignments"] == [
        "Nâng tỷ lệ hồ sơ trực tuyến"
    ]
    assert groups_of(sign_in("coordinating_officer").get(PAGE, {"q": "tài khoản"}))["assignments"] == [
        "Tạo lập tài khoản an sinh xã hội"
    ]


@pytest.mark.parametrize("few", [True, False], ids=["by its keys", "by reading"])
def test_every_way_to_find_shows_the_rows_that_one_may_see(
    assignments: list[Assignment], cast: dict[str, User], monkeypatch: pytest.MonkeyPatch, few: bool
) -> None:
    """What is cheaper on a million rows must be the same on four; PostgreSQL has three ways, SQLite one."""
    monkeypatch.setattr(finding, "_FEW", 5_000 if few else -1)
    monkeypatch.setattr(finding, "MANY", 3_000 if few else -1)
    monkeypatch.setattr(matching_module, "MANY", 3_000 if few else 0)
    for name, user in cast.items():
        who = actor(user)
        for words in ("", "trực tuyến", "801", "lao dong", "khong co"):
            typed = read(words)
            wanted = {
                row.pk for row in visible_to(who)
                if all(f" {w} " in row.search_text if w.isdigit() else f" {w}" in row.search_text for w in typed.words)
            }  # fmt: skip
            assert {row.pk for row in found_for(who, typed)} == wanted, (name, words)
    directives = Directive.objects.all()
    assert matching(directives, read("801")).count() == 1
    assert matching(directives, read("802")).count() == 0


def test_what_is_few_may_be_counted(assignments: list[Assignment], cast: dict[str, User]) -> None:
    assert find(actor(cast["chair"]), read("801")).few


def test_the_number_of_queries_does_not_grow_with_the_rows(
    assignments: list[Assignment], sign_in: SignIn, many
) -> None:
    client = sign_in("labour_head")

    def queries() -> int:
        client.get(PAGE, {"q": "nang ty le"})
        with CaptureQueriesContext(connection) as captured:
            assert len(groups_of(client.get(PAGE, {"q": "nang ty le"}))["assignments"]) >= 1
        return len(captured)

    few = queries()
    many(200)
    Assignment.objects.filter(title__startswith="Việc thêm").update(search_text=" nang ty le ")
    assert queries() <= few + 1  # Deadlines of rows that are there at all.
    assert few <= 40


def test_suggestions_are_a_list_to_choose_from(assignments: list[Assignment], sign_in: SignIn) -> None:
    page = sign_in("specialist").get(reverse("search-suggest"), {"q": "truc tuyen"}).content.decode()
    assert page.count('role="option"') == 4  # Three duties, and all of them.
    assert 'role="listbox"' in page
    empty = sign_in("specialist").get(reverse("search-suggest"), {"q": " /"}).content.decode()
    assert "option" not in empty


def test_nothing_typed_and_nothing_found_are_said(assignments: list[Assignment], sign_in: SignIn) -> None:
    client = sign_in("specialist")
    assert "Viết có dấu hay không dấu" in client.get(PAGE).content.decode()
    assert "Không tìm thấy gì" in client.get(PAGE, {"q": "zzz"}).content.decode()
    assert "Chưa có từ nào để tìm" in client.get(PAGE, {"q": " ./ "}).content.decode()
    assert client.get(PAGE, {"q": "a\0b" + "x" * 3000}).status_code == 200
