"""The bars of the issue, on the sentences that the rules were built with, and on the real ones where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.extraction import Score, measure
from config.settings.environment import BASE_DIR
from tests.unit.accountability.intake.as_read import ON, SHARED, agencies, needs_shared, read

SENTENCES = Path(BASE_DIR) / "tests" / "data" / "intake"
DEVELOPMENT = SENTENCES / "development.jsonl"
SEEN = [SENTENCES / "seen_second.jsonl", SENTENCES / "seen_third.jsonl"]


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _check_bars(score: Score) -> None:
    told = score.found_right + score.found_wrong
    f1 = 2 * score.shared_right / (score.shared_found + score.shared_wanted)
    assert score.lead_right / score.tasks >= 0.95, score.misses
    assert f1 >= 0.92, score.misses
    assert score.deadline_right / score.tasks >= 0.95, score.misses
    assert score.decoys == 0, score.misses
    assert score.found_right / told >= 0.95, score.misses
    assert score.found_right / (score.found_right + score.task_missed) >= 0.95, score.misses


@pytest.mark.parametrize("path", [DEVELOPMENT, *SEEN], ids=lambda path: path.stem)
def test_the_sentences_that_the_rules_have_seen_are_read(path: Path) -> None:
    records = _records(path)
    assert len(records) >= 120
    _check_bars(measure(records, agencies()))


def test_the_third_set_stays_where_its_classes_of_misses_were_mended() -> None:
    score = measure(_records(SEEN[1]), agencies())
    assert (score.tasks, score.lead_right, score.deadline_right) == (121, 120, 121), score.misses
    assert (score.shared_right, score.shared_wanted, score.shared_found) == (98, 98, 98), score.misses
    assert (score.found_right, score.found_wrong, score.task_missed) == (120, 0, 1), score.misses


@needs_shared
def test_the_real_sentences_are_read() -> None:
    _check_bars(measure(_records(SHARED / "directive_sentences.jsonl"), agencies()))


def test_every_sentence_stands_where_its_span_says() -> None:
    for record in _records(DEVELOPMENT):
        last = 0
        for candidate in read(record["text"], ON):
            start, end = candidate.span
            assert last <= start < end
            assert record["text"][start:end] == candidate.sentence
            assert 0 < candidate.confidence < 1
            last = end


@needs_shared
def test_the_conference_gives_what_a_clerk_would_make_of_it() -> None:
    text = (SHARED / "conference_2022-11-07.txt").read_text(encoding="utf-8")
    tasks = [found for found in read(text) if found.is_task]
    heads = "Thủ trưởng các Sở, ban, ngành, đoàn thể cấp tỉnh, Chủ tịch UBND cấp huyện, cấp xã"
    staff = "cán bộ, đảng viên, công chức, viên chức, lực lượng vũ trang"
    assert [(task.lead, task.lead_code, task.lead_is_hidden) for task in tasks] == [
        (None, None, False),  # a plan at once
        (heads, None, False),
        (staff, None, False),  # the 25 essential services within 2022
        (heads, None, True),  # the household book
        (heads, None, True),  # information and mobilisation
        ("Các đơn vị, địa phương", None, False),  # at least 50 % and 20 %
        ("Sở LĐ,TB&XH", "SLDTBXH", False),
        ("Công an tỉnh", "CAT", False),  # the pilot
        ("Công an tỉnh", "CAT", False),  # every 15 days
        ("Giám đốc Công an tỉnh", "CAT", False),  # the inspection
        ("Giám đốc Công an tỉnh", "CAT", True),  # report at once
        ("các đơn vị, địa phương", None, False),
    ]
    assert [task.deadline_text for task in tasks if task.deadline_text] == [
        "ngay sau hội nghị này",
        "trong năm 2022",
        "trong dịp Tết Nguyên đán 2023",
        "ngay",
    ]
    assert [str(task.deadline_on) for task in tasks if task.deadline_on] == ["2022-12-31"]
    assert tasks[8].period == "15 ngày/01 lần"
    assert [target.text for target in tasks[5].targets] == ["tối thiểu 50% trở lên", "đạt mức từ 20% trở lên"]


@needs_shared
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_conference_is_the_same_with_either_line_ending(ending: str) -> None:
    text = (SHARED / "conference_2022-11-07.txt").read_text(encoding="utf-8")
    found = read(text.replace("\n", ending))
    assert [candidate.sentence for candidate in found] == [candidate.sentence for candidate in read(text)]
