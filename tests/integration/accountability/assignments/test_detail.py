"""The page of one assignment: its door, its timeline, its diagram, and the words that only some may read."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.assignments.actions import LeaderWord, raise_obstacle, report_coordination
from accountability.assignments.models import Evidence
from accountability.assignments.views.acts import ACTS, PARTS
from accountability.escalation.actions import ExplanationSpec
from accountability.escalation.sweep import sweep
from accountability.escalation.views import ACTS as LADDER_ACTS
from tests.cast import actor
from workflows import acts

from .conftest import NOW

pytestmark = pytest.mark.django_db


def page(client, pk: int) -> str:
    response = client.get(reverse("assignment-detail", args=[pk]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def explained(working, cast):
    """The Chair demanded, the head explained."""
    word = LeaderWord(
        leader=cast["chair"].incumbencies.get().position, decided_on=NOW.date(), text="VÌ SAO CHẬM"
    )
    asked = acts.demand_explanation(working.pk, word=word, by=actor(cast["chair"]), at=NOW)
    spec = ExplanationSpec(
        "KẾT QUẢ RIÊNG", "KHÁCH QUAN RIÊNG", "CHỦ QUAN RIÊNG", "TẬP THỂ RIÊNG", "CÁ NHÂN RIÊNG", "BIỆN PHÁP RIÊNG",
        date(2022, 12, 15), "ĐỀ XUẤT RIÊNG",
    )  # fmt: skip
    acts.explain(asked.pk, spec, by=actor(cast["labour_head"]), at=NOW)
    return working


def test_an_outsider_finds_nothing_anywhere(working, cast, province, as_):
    by = actor(cast["labour_officer"])
    raised = raise_obstacle(
        working.pk, text="a", proposal="b", addressed_to=province.position("chutich"), by=by, at=NOW
    )
    part = working.coordinations.get()
    client = as_("outsider")
    for act in (*ACTS, *LADDER_ACTS):
        address = reverse(act.name, args=[working.pk])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404), act.name
    subjects = {"obstacle-answer": raised.pk, "coordination-report": part.pk}
    for act in PARTS:
        assert client.get(reverse(act.name, args=[subjects.get(act.name, 1)])).status_code == 404, act.name
    for name in ("assignment-detail", "assignment-diagram", "decision-agree"):
        assert client.post(reverse(name, args=[working.pk])).status_code in (404, 405), name
        assert client.get(reverse(name, args=[working.pk])).status_code == 404, name


def test_the_words_of_an_explanation_are_for_few(explained, as_):
    for name in ("labour_head", "chair", "vice_chair", "specialist"):
        found = page(as_(name), explained.pk)
        assert found.count(" RIÊNG") == 7, name
        assert "VÌ SAO CHẬM" in found, name
    for name in ("standing_head", "coordinating_officer", "labour_officer"):
        found = page(as_(name), explained.pk)
        assert "RIÊNG" not in found, name
        assert "VÌ SAO CHẬM" not in found, name
        assert "Đã giải trình" in found, name


def test_the_timeline_names_who_was_told(explained, cast, as_):
    entries = as_("specialist").get(reverse("assignment-detail", args=[explained.pk])).context["timeline"]
    told = {entry.what: " ".join(entry.recipients) for entry in entries}
    assert cast["labour_head"].display_name in told["Ý kiến chỉ đạo: yêu cầu giải trình"]
    assert cast["specialist"].display_name in told["Gửi giải trình"]
    given = next(text for what, text in told.items() if what.startswith("Giao nhiệm vụ"))
    assert cast["labour_focal"].display_name in given
    assert "thư, chờ gửi" in given
    assert not any(what.startswith("Đã thông báo") for what in told)


def test_the_timeline_shows_the_ladder_with_its_recipients(working, cast, as_):
    sweep(at=NOW.replace(month=12, day=29))
    found = as_("specialist").get(reverse("assignment-detail", args=[working.pk]))
    rungs = [entry for entry in found.context["timeline"] if entry.by == "Quy tắc nhắc việc, đôn đốc"]
    told = {entry.what: " ".join(entry.recipients) for entry in rungs}
    asked = next(what for what in told if "yêu cầu giải trình" in what)
    assert cast["labour_head"].display_name in told[asked]
    assert "Cấp đôn đốc" in found.content.decode()


def test_the_deadline_is_explained_day_by_day(give, as_):
    by_days = give(duration="working_days", due_on=None, days=5, deadline_words="trong 5 ngày làm việc")
    found = page(as_("specialist"), by_days.pk)
    assert "ngày làm việc thứ 5" in found
    assert "Chủ nhật" in found
    printed = give("Việc có ngày in sẵn")
    assert "không dời khi rơi vào ngày nghỉ" in page(as_("specialist"), printed.pk)


def test_buttons_follow_the_person_and_the_state(assignment, cast, as_):
    focal = page(as_("labour_focal"), assignment.pk)
    assert "Tiếp nhận</button>" in focal
    assert "Báo cáo hoàn thành" not in focal
    acts.acknowledge(assignment.pk, by=actor(cast["labour_focal"]), at=NOW)
    assert "Báo cáo hoàn thành" in page(as_("labour_head"), assignment.pk)
    secretary_like = page(as_("coordinating_officer"), assignment.pk)
    assert "Cập nhật kết quả</a>" not in secretary_like
    assert "Báo cáo phần phối hợp" in secretary_like


def test_a_target_without_a_figure_says_so(working, as_):
    assert "chưa có số liệu" in page(as_("labour_head"), working.pk)


def test_the_office_opinion_is_for_the_office_and_the_leaders(working, as_):
    address = reverse("assignment-opinion", args=[working.pk])
    as_("specialist").post(address, {"act": "opinion", "text": "MỜI GIÁM ĐỐC LÊN"})
    assert "MỜI GIÁM ĐỐC LÊN" in page(as_("chair"), working.pk)
    for name in ("labour_head", "standing_head", "coordinating_officer"):
        assert "MỜI GIÁM ĐỐC LÊN" not in page(as_(name), working.pk), name


def test_the_diagram_is_a_picture_with_the_live_step(working, as_):
    client = as_("labour_head")
    response = client.get(reverse("assignment-diagram", args=[working.pk]))
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    picture = response.content.decode()
    live = [group.split('"')[0] for group in picture.split('<g id="')[1:] if 'data-step="live"' in group]
    assert live == ["work"]
    assert "Xác nhận hoàn" in picture
    assert "Bước đang chờ: <b>Thực hiện</b>" in page(client, working.pk)


def test_evidence_is_served_as_an_attachment_to_those_who_see_the_assignment(working, give, cast, as_):
    as_("labour_officer").post(
        reverse("assignment-progress", args=[working.pk]),
        {
            "text": "Kết quả",
            "data_on": "2022-11-08",
            "files": [SimpleUploadedFile("bao-cao.txt", "Nội dung".encode())],
        },
    )
    kept = Evidence.objects.get()
    response = as_("coordinating_officer").get(reverse("evidence-file", args=[working.pk, kept.pk]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content).decode() == "Nội dung"
    assert as_("outsider").get(reverse("evidence-file", args=[working.pk, kept.pk])).status_code == 404
    other = give("Việc khác")
    assert as_("labour_head").get(reverse("evidence-file", args=[other.pk, kept.pk])).status_code == 404


def test_the_page_costs_a_bounded_number_of_queries(explained, cast, as_, django_assert_max_num_queries):
    for _ in range(5):
        report_coordination(
            explained.coordinations.get().pk, report="Đã làm", by=actor(cast["coordinating_officer"]), at=NOW
        )
    client = as_("specialist")
    page(client, explained.pk)
    with django_assert_max_num_queries(90):
        page(client, explained.pk)
