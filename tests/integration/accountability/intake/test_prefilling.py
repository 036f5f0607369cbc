"""From what the grammar finds to the form of a duty: nothing is guessed, what is open is asked."""

from __future__ import annotations

import pytest

from accountability.core import clock
from accountability.intake.extracting import judged
from accountability.intake.fields import PARTS, TARGETS, rows_of
from accountability.intake.models import Proposal
from accountability.intake.views.prefilling import Prefiller

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(directive):
    """The proposals of a text, read by the real grammar, forms filled in."""
    prefiller = Prefiller(directive, clock.today())

    def drafts(text):
        found = [prefiller.draft(one) for one in judged(text, directive.issued_on)]
        assert all(text[start:end] for start, end in (draft.span for draft in found))
        return [draft for draft in found if draft.is_task]

    return drafts


def test_lead_coordinating_agencies_deadline_and_target_stand_in_the_form(read, province):
    (draft,) = read(
        "- Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Công an tỉnh và các đơn vị liên quan rà soát, nâng tỷ lệ "
        "hồ sơ trực tuyến đạt từ 50% trở lên, hoàn thành trước ngày 15/12/2022."
    )

    fields = draft.fields
    assert fields["lead"] == str(province.agency("STTTT").pk)
    assert [row["agency"] for row in rows_of(fields, PARTS)] == [str(province.agency("CAT").pk)]
    assert (fields["duration"], fields["due_on"]) == ("fixed", "2022-12-15")
    assert [(row["value"], row["unit"], row["direction"]) for row in rows_of(fields, TARGETS)] == [
        ("50", "%", "ge")
    ]
    assert fields["title"].startswith("Giao Sở Thông tin")
    assert [body["text"] for body in draft.found["coordinating"] if body["is_vague"]] == [
        "các đơn vị liên quan"
    ]


def test_several_leads_are_offered_together_and_asked_about(read, province):
    (draft,) = read("Giao Sở Y tế, Sở Xây dựng khẩn trương rà soát hồ sơ tồn đọng.")

    assert set(draft.fields["leads"]) == {str(province.agency(code).pk) for code in ("SYT", "SXD")}
    assert draft.questions


def test_a_post_leads_by_its_name(read, province):
    (draft,) = read("Giao Giám đốc Công an tỉnh chủ trì xây dựng Kế hoạch cao điểm cấp căn cước công dân.")

    assert draft.fields["lead"] == str(province.agency("CAT").pk)
    assert draft.fields["lead_position"] == str(province.position("congan").pk)


def test_words_without_a_day_are_asked_once(read):
    (draft,) = read("Giao Sở Y tế báo cáo kết quả trong dịp Tết Nguyên đán 2023.")

    assert (draft.fields["duration"], draft.fields.get("due_on", "")) == ("fixed", "")
    assert sum("Tết Nguyên đán" in question for question in draft.questions) == 1


@pytest.mark.parametrize(
    ("words", "kind", "days"),
    [
        ("hằng tuần", "ongoing", "7"),
        ("khi phát sinh", "ongoing", "30"),
    ],
)
def test_a_rhythm_becomes_a_kind_of_duration(read, words, kind, days):
    (draft,) = read(f"Giao Sở Y tế báo cáo UBND tỉnh kết quả thực hiện {words}.")

    assert (draft.fields["duration"], draft.fields["review_days"]) == (kind, days)
    assert words.split()[-1] in draft.fields["deadline_words"]


@pytest.mark.parametrize(
    ("words", "rhythm", "window"),
    [
        ("hằng tháng", "month", None),
        ("từ ngày 1 đến ngày 5 hằng tháng", "month", "từ ngày 1 đến ngày 5 hằng tháng"),
        ("trước ngày 25 hằng tháng", "month", "trước ngày 25 hằng tháng"),
        ("hàng quý", "quarter", None),
        ("6 tháng một lần", "half_year", None),
        ("hằng năm", "year", None),
    ],
)
def test_a_rhythm_in_months_becomes_a_series_with_its_window(read, words, rhythm, window):
    (draft,) = read(f"Giao Sở Y tế báo cáo UBND tỉnh kết quả thực hiện {words}.")

    assert (draft.fields["duration"], draft.fields["rhythm"]) == ("series", rhythm)
    assert draft.fields.get("window_words") == window


def test_a_series_asks_from_when_it_counts(read):
    (draft,) = read("Giao Công an tỉnh định kỳ 15 ngày một lần báo cáo UBND tỉnh kết quả thực hiện.")

    assert (draft.fields["duration"], draft.fields["rhythm"]) == ("series", "every_15_days")
    assert draft.fields["series_from"] == "2022-11-07"
    assert any("kỳ đầu tiên từ ngày văn bản 07/11/2022" in question for question in draft.questions)


@pytest.mark.parametrize(
    ("phrase", "groups"),
    [
        ("Các sở, ban, ngành", ["departments"]),
        ("các sở, ban, ngành cấp tỉnh; UBND các huyện, thành phố, thị xã", ["departments", "local"]),
        ("UBND cấp huyện", ["local"]),
        ("các địa phương", ["local"]),
        ("UBND các xã, phường, thị trấn", ["communes"]),
        ("các doanh nghiệp viễn thông", []),
    ],
)
def test_a_group_is_known_by_its_words(directive, phrase, groups):
    assert Prefiller(directive, clock.today()).groups_of(phrase) == groups


def test_a_piece_without_a_lead_keeps_nothing_of_the_whole_s_rhythm(directive, read):
    (draft,) = read("Giao Sở Y tế báo cáo kết quả từ ngày 1 đến ngày 5 hằng tháng.")
    assert draft.fields["rhythm"] == "month"
    assert draft.fields["window_words"]
    whole = Proposal(fields=draft.fields, found=draft.found, confidence=0.9)

    piece = Prefiller(directive, clock.today()).inherited(whole, (0, 7), "báo cáo", None, "Ai?")

    assert piece.fields["lead"] == draft.fields["lead"]
    assert piece.fields["duration"] == "none"
    assert not {"rhythm", "series_from", "window_words"} & piece.fields.keys()
