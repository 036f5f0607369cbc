"""R5: two people have the same form open. The second to send gets 409, reads what the first changed, and loses no word.

The control sends the forms without the number of what their reader had seen; then the first edit is gone unnoticed.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, datetime

import pytest

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.audit.meanwhile import FIELD
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.rules import Reference
from accountability.escalation.models import OfficeOpinion
from tests.cast import actor
from tests.crash.website import Person, form_on
from workflows import acts

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]

AT = datetime(2022, 11, 7, 17, 0, tzinfo=LOCAL)


@pytest.fixture
def cut(cast, go_to) -> Assignment:
    """A duty that is still a draft of the specialist."""
    clerk, specialist = actor(cast["clerk"]), actor(cast["specialist"])
    spec = DirectiveSpec(
        kind="CV", issuer=Agency.objects.get(code="UBND"), issued_on=AT.date(), abstract="Văn bản", field="VX",
        reference=Reference("1001", "UBND-VX"),
    )  # fmt: skip
    directive = acts.register_directive(spec, by=clerk, at=AT)
    lead = cast["labour_head"].incumbencies.get().position.agency
    duty = AssignmentSpec("Tạo lập tài khoản", [lead], duration=Duration.FIXED, due_on=date(2022, 12, 20))
    return draft(directive, duty, by=specialist, at=AT)[0]


@pytest.fixture
def given(cut, cast) -> Assignment:
    """The same duty, given and in work."""
    acts.send_to_review(cut.directive_id, by=actor(cast["specialist"]), at=AT)
    acts.approve_directive(cut.directive_id, by=actor(cast["section_head"]), at=AT)
    return cut


def both_send(
    first: Person, second: Person, path: str, typed: list[dict[str, object]]
) -> list[tuple[int, str]]:
    """Both press the button at the same moment."""
    start, answers = threading.Barrier(2), {}

    def send(person: Person, what: dict[str, object]) -> None:
        start.wait(10)
        answers[person] = person.ask(path, what)

    threads = [threading.Thread(target=send, args=pair) for pair in zip((first, second), typed, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [answers[first], answers[second]]


def path_of(cut: Assignment) -> str:
    return f"/van-ban/{cut.directive_id}/boc-tach/{cut.pk}/"


def test_of_two_edits_of_a_draft_one_is_kept_and_the_other_is_told(site, cut, cast, size, figure):
    first, second = Person(site, cast["specialist"]), Person(site, cast["section_head"])
    rounds, seen = size(100, 2), Counter()
    for number in range(rounds):
        typed = [
            form_on(person.ask(path_of(cut))[1]) | {"title": f"{word} {number}"}
            for person, word in ((first, "Một"), (second, "Hai"))
        ]
        answers = both_send(first, second, path_of(cut), typed)
        seen[tuple(sorted(status for status, _ in answers))] += 1
        loser = next(index for index, (status, _) in enumerate(answers) if status == 409)
        winner_title, page = typed[1 - loser]["title"], answers[loser][1]
        assert Assignment.objects.get(pk=cut.pk).title == winner_title
        assert "data-meanwhile" in page
        assert "Sửa bản bóc tách" in page
        assert f"<dd>{winner_title}</dd>" in page  # what is stored now
        assert form_on(page)["title"] == [typed[loser]["title"]]  # what was typed is kept
    # Having read, he sends again, and is taken at his word.
    assert second.ask(path_of(cut), form_on(page))[0] == 302
    assert seen == {(302, 409): rounds}
    figure("R5", f"{rounds} vòng, hai người sửa một bản bóc tách qua HTTP",
           f"{rounds} lần người sau nhận 409 kèm thay đổi; mất 0 lần sửa")  # fmt: skip


def test_without_the_number_the_first_edit_is_lost(site, cut, cast, size, figure):
    first, second = Person(site, cast["specialist"]), Person(site, cast["section_head"])
    lost = 0
    for number in range(size(20, 1)):
        typed = [
            form_on(person.ask(path_of(cut))[1]) | {"title": f"{word} {number}", FIELD: ""}
            for person, word in ((first, "Một"), (second, "Hai"))
        ]
        statuses = [
            person.ask(path_of(cut), what)[0] for person, what in zip((first, second), typed, strict=True)
        ]
        lost += statuses == [302, 302] and Assignment.objects.get(pk=cut.pk).title == f"Hai {number}"
    assert lost > 0
    figure("R5", control=f"không gửi số phiên bản: {lost} lần sửa bị đè mất")


def test_a_second_opinion_of_the_office_waits_until_the_first_was_read(site, given, cast):
    path = f"/nhiem-vu/{given.pk}/y-kien-van-phong/"
    first, second = Person(site, cast["specialist"]), Person(site, cast["office_deputy"])
    forms = [form_on(person.ask(path)[1]) | {"act": "opinion"} for person in (first, second)]
    assert first.ask(path, forms[0] | {"text": "Đề xuất thứ nhất"})[0] == 302

    status, page = second.ask(path, forms[1] | {"text": "Đề xuất thứ hai"})

    assert status == 409
    assert "Văn phòng nêu ý kiến đề xuất" in page
    assert form_on(page)["text"] == ["Đề xuất thứ hai"]
    assert OfficeOpinion.objects.get().text == "Đề xuất thứ nhất"
    assert second.ask(path, form_on(page))[0] == 302


def test_a_form_for_what_was_done_meanwhile_says_by_whom(site, given, cast):
    path = f"/nhiem-vu/{given.pk}/tra-lai/"
    head = Person(site, cast["labour_head"])
    typed = form_on(head.ask(path)[1]) | {"reason": "Không đúng thẩm quyền"}
    acts.acknowledge(given.pk, by=actor(cast["labour_focal"]), at=AT)

    status, page = head.ask(path, typed)

    assert status == 409
    assert "Tiếp nhận nhiệm vụ" in page
    assert form_on(page)["reason"] == ["Không đúng thẩm quyền"]
