"""Who reads what of a ranking on every page and in every file, before and after the Chairman's word; the forms people use."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.ranking.actions import approve, freeze, object_to, open_window, submit
from accountability.ranking.models import CountedTask, FormulaVersion, Objection, Ranking, RankingRow
from tests.cast import actor
from tests.given import GoTo, SignIn, on
from tests.integration.accountability.ranking.conftest import COUNTED_AT, Give

pytestmark = pytest.mark.django_db

UNTIL = date(2022, 11, 14)
# What must not be heard of justice: its name, its score, the words of its tasks and of its objection.
OF_JUSTICE = ("Sở Tư pháp", "73,19", "73.19", "của STP", "QZKIENNGHI")
Cast = dict[str, User]


@pytest.fixture
def window(october: Ranking, cast: Cast, go_to: GoTo) -> Ranking:
    """Justice has a score that sings, and has objected; labour reads."""
    go_to("2022-11-08")
    open_window(october.pk, until=UNTIL, by=actor(cast["specialist"]), at=COUNTED_AT)
    RankingRow.objects.filter(ranking=october, agency__code="STP").update(score="73.19")
    justice = Agency.objects.get(code="STP")
    object_to(
        october.pk,
        agency=justice,
        assignment_pk=None,
        text="QZKIENNGHI",
        by=actor(cast["clerk"]),
        at=COUNTED_AT,
    )
    october.refresh_from_db()
    return october


def _publish(ranking: Ranking, cast: Cast) -> None:
    Objection.objects.update(state="refused", answer="Giữ nguyên", answered_at=COUNTED_AT)
    deputy = actor(cast["office_deputy"])
    freeze(ranking.pk, by=deputy, at=on("2022-11-15"))
    submit(ranking.pk, note="Kính trình", by=deputy, at=on("2022-11-15"))
    approve(ranking.pk, by=actor(cast["chair"]), at=on("2022-11-15"))


def _addresses(ranking: Ranking, code: str) -> dict[str, str]:
    key = Agency.objects.get(code=code).pk
    return {
        "list": reverse("ranking-list"), "detail": reverse("ranking-detail", args=[ranking.pk]),
        "row": reverse("ranking-row", args=[ranking.pk, key]), "file": reverse("ranking-file", args=[ranking.pk]) + "?dang=csv",
        "objections": reverse("objection-list", args=[ranking.pk]),
        "object": reverse("objection-new", args=[ranking.pk, key]),
    }  # fmt: skip


def _heard(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8-sig")


def test_before_approval_an_agency_hears_of_itself_and_the_average_only(
    window: Ranking, cast: Cast, sign_in: SignIn
) -> None:
    """The rows of labour, justice and transport are ranked: 87,50 and 73,19 and 50,00 have the average 70,23."""
    head = sign_in("labour_head")
    own = _addresses(window, "SLDTBXH")
    pages = {name: _heard(head, url) for name, url in own.items()}
    for name, text in pages.items():
        assert not [word for word in OF_JUSTICE if word in text], name
    assert "87,50" in pages["row"]
    assert "70,23" in pages["row"]
    assert "87,50" in pages["detail"]
    assert "gửi kiến nghị" in pages["detail"], "the way to object is named where the agency looks first"
    assert "Đơn vị của bạn" in pages["list"]
    assert "Đơn vị của bạn" not in _heard(sign_in("chair"), own["list"]), "he has no agency that is counted"
    assert "SLDTBXH" in pages["row"]
    assert "Đề xuất xem xét" not in pages["row"] + pages["detail"] + pages["file"]
    for name in ("row", "object"):
        assert head.get(_addresses(window, "STP")[name]).status_code == 404
    search = _heard(head, reverse("search-page") + "?q=QZKIENNGHI")
    assert "Kiến nghị về" not in search
    assert head.get(reverse("objection-answer", args=[Objection.objects.get().pk])).status_code == 404
    outsider = sign_in("outsider")
    for url in own.values():
        if url != own["list"]:
            assert outsider.get(url).status_code == 404, url
    assert "Tháng 10/2022" not in _heard(outsider, own["list"])


def test_of_two_the_average_would_tell_the_other_and_is_not_shown(window: Ranking, sign_in: SignIn) -> None:
    window.rows.filter(agency__code="SGTVT").update(place=None)
    text = _heard(sign_in("labour_head"), _addresses(window, "SLDTBXH")["row"])
    assert "ít hơn 3 đơn vị" in text
    assert "80,3" not in text


def test_before_the_window_an_agency_does_not_know_of_the_ranking(october: Ranking, sign_in: SignIn) -> None:
    head = sign_in("labour_head")
    assert "Tháng 10/2022" not in _heard(head, reverse("ranking-list"))
    assert head.get(_addresses(october, "SLDTBXH")["row"]).status_code == 404
    assert "Sở Tư pháp" in _heard(sign_in("specialist"), reverse("ranking-detail", args=[october.pk]))


def test_after_approval_all_read_the_table_but_not_the_words_of_others_tasks(
    window: Ranking, cast: Cast, sign_in: SignIn, go_to: GoTo
) -> None:
    _publish(window, cast)
    go_to("2022-11-16")
    head = sign_in("labour_head")
    table = _heard(head, reverse("ranking-detail", args=[window.pk]))
    assert "Sở Tư pháp" in table
    assert "73,19" in table
    assert "Đề xuất xem xét" not in table
    row = _heard(head, _addresses(window, "STP")["row"])
    assert "73,19" in row
    assert "của STP" not in row
    assert "QZKIENNGHI" not in row
    assert "10 nhiệm vụ khác" in row
    assert "QZKIENNGHI" not in _heard(head, _addresses(window, "STP")["objections"])
    assert "Sở Tư pháp" in _heard(sign_in("outsider"), reverse("ranking-detail", args=[window.pk]))


def test_the_file_is_a_workbook_with_numbers(window: Ranking, sign_in: SignIn) -> None:
    url = reverse("ranking-file", args=[window.pk])
    client = sign_in("specialist")
    answer = client.get(url + "?dang=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    rows = book.get_sheet_by_index(0).to_python()
    labour = next(row for row in rows if "Lao động" in str(row[3]))
    assert (labour[0], labour[1], labour[4], labour[5]) == ("Sở, ban, ngành", 1, 87.5, 0.75)
    assert client.get(url + "?dang=pdf").status_code == 404


def test_the_head_objects_and_the_office_answers(
    window: Ranking, cast: Cast, sign_in: SignIn, go_to: GoTo
) -> None:
    task = CountedTask.objects.filter(row__agency__code="SLDTBXH", outcome="late_done").first()
    assert task is not None
    form = _addresses(window, "SLDTBXH")["object"]
    head, office = sign_in("labour_head"), sign_in("specialist")
    assert sign_in("labour_officer").get(form).status_code == 403
    secret = head.post(form, {"assignment": task.assignment_id, "text": "Văn bản TUYỆT MẬT số 1"})
    assert "TUYỆT MẬT số" not in secret.content.decode()
    head.post(form, {"assignment": task.assignment_id, "text": "Đã có văn bản ngày 18/10"})
    made = Objection.objects.get(agency__code="SLDTBXH")
    answer = reverse("objection-answer", args=[made.pk])
    assert "Đã có văn bản ngày 18/10" in office.get(answer).content.decode()
    empty = office.post(answer, {"accepts": "yes", "text": "", "outcome": "on_time"})
    assert "Vui lòng nhập ô này" in empty.content.decode()
    office.post(answer, {"accepts": "yes", "text": "Đã đối chiếu", "outcome": "on_time"})
    assert "93,75" in _heard(head, _addresses(window, "SLDTBXH")["row"])
    go_to("2022-11-15")
    closed = head.post(form, {"assignment": "", "text": "Gửi muộn"}).content.decode()
    assert "đã hết ngày 14/11/2022" in closed
    assert "Gửi muộn" in closed
    assert Objection.objects.filter(agency__code="SLDTBXH").count() == 1


def test_the_office_carries_it_to_the_chairman_who_approves_in_three_clicks(
    october: Ranking, sign_in: SignIn, go_to: GoTo
) -> None:
    go_to("2022-11-08")
    office, deputy, chair = sign_in("specialist"), sign_in("office_deputy"), sign_in("chair")
    again = office.post(reverse("ranking-new"), {"period": "month:2022-10-01"})
    assert "Đã có bảng xếp hạng tháng 10/2022" in again.content.decode()
    office.post(reverse("ranking-window", args=[october.pk]), {"until": "2022-11-14"})
    go_to("2022-11-15")
    submit_it = reverse("ranking-submit", args=[october.pk])
    early = deputy.post(submit_it, {"note": "Kính trình sớm"}).content.decode()
    assert "Chỉ trình được bảng đã chốt số liệu" in early
    assert "Kính trình sớm" in early, "what was typed is still there"
    assert office.post(reverse("ranking-freeze", args=[october.pk])).status_code == 403
    deputy.post(reverse("ranking-freeze", args=[october.pk]))
    deputy.post(submit_it, {"note": "Kính trình Chủ tịch"})
    page = _heard(chair, reverse("ranking-detail", args=[october.pk]))
    decide = reverse("ranking-decide", args=[october.pk])
    assert decide in page
    asked = _heard(chair, decide)
    assert "Kính trình Chủ tịch" in asked
    assert "Đề xuất xem xét biểu dương" in asked
    unsaid = chair.post(decide, {"reason": ""})
    assert "Vui lòng nhập ô này" in unsaid.content.decode()
    chair.post(decide, {"approve": "1"})
    october.refresh_from_db()
    assert (october.state, october.decided_title) == ("approved", "Chủ tịch UBND tỉnh")
    late = chair.post(decide, {"approve": "1"})
    assert "không phê duyệt được nữa" in late.content.decode()


def test_a_new_formula_is_published_by_a_form(october: Ranking, sign_in: SignIn) -> None:
    deputy, url = sign_in("office_deputy"), reverse("ranking-formula-new")
    form = deputy.get(url).context["form"]
    given = {field.html_name: field.value() or "" for field in form}
    early = deputy.post(url, given | {"applies_from_on": "2022-11-01"})
    assert "chưa bắt đầu" in early.content.decode()
    assert (
        deputy.post(url, given | {"applies_from_on": "2023-01-01", "simple_weight": "0,5"}).status_code == 302
    )
    made = FormulaVersion.objects.get(number=2)
    assert (str(made.simple_weight), len(made.bands)) == ("0.50", 5)
    everyone = _heard(sign_in("labour_officer"), reverse("ranking-formula") + "?phien-ban=2")
    assert "chưa áp dụng" in everyone
    assert "trọng số 0,5<" in everyone
    assert "hệ số 0,5<" in everyone


def _statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        _heard(client, url)
    return len(seen)


def test_pages_cost_the_same_for_many_agencies(
    window: Ranking, give: Give, sign_in: SignIn, cast: Cast
) -> None:
    from accountability.ranking.actions import recount

    client = sign_in("specialist")
    urls = [reverse("ranking-detail", args=[window.pk]), _addresses(window, "SLDTBXH")["row"]]
    few: list[Any] = [[_statements(client, url) for _ in range(2)][1] for url in urls]
    for code in ("H413", "H425", "SYT", "STC", "SNNPTNT", "SXD"):
        give(code, 6, done_on=date(2022, 10, 19))
    give("SLDTBXH", 30, done_on=date(2022, 10, 19))
    recount(window.pk, by=actor(cast["specialist"]), at=COUNTED_AT)
    assert [_statements(client, url) for url in urls] == few
