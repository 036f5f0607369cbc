"""The editor of policies: what is typed is checked, rehearsed, kept whole or not at all, and never lost."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accountability.assignments.actions import Refused
from accountability.audit.models import AuditEvent
from accountability.directives.models import Program
from accountability.escalation.models import Policy, PolicyVersion, Rung
from accountability.escalation.policies import ladders_in_force
from accountability.escalation.policy_drafts import put_in_force, rungs_of, save_draft, stamp
from tests.cast import actor
from tests.given import GoTo, SignIn, go_to, on, sign_in  # noqa: F401

pytestmark = pytest.mark.django_db

TODAY = "2022-11-08"


@pytest.fixture
def policy(province):
    return Policy.objects.get(code="default")


@pytest.fixture
def office(sign_in, go_to):  # noqa: F811
    go_to(TODAY)
    return sign_in("section_head")


def typed(policy, button, changes=None, **head):
    """What the browser posts for the last version, with fields changed: {"late-1": {"offset": ""}}."""
    data = {"lam": button, "seen": stamp(policy), "note": "", "from_on": TODAY, "cap": [], **head}
    for number, rung in enumerate(rungs_of(policy.versions.latest("number"))):
        prefix = f"c{number}"
        data["cap"].append(prefix)
        for name, value in (vars(rung) | (changes or {}).get(rung.key, {})).items():
            if value is not None and value is not False:
                data[f"{prefix}-{name}"] = list(value) if isinstance(value, tuple) else value
    return data


def edit(office, policy, *args, **head):
    return office.post(reverse("policy-edit", args=[policy.pk]), typed(policy, *args, **head))


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"]) if answer.context else ""


def test_the_office_reads_the_ladder_in_words(office, policy):
    listed = office.get(reverse("policy-list")).content.decode()
    assert "mọi văn bản không có quy tắc riêng" in listed
    assert "hỏa tốc · mọi chương trình, đề án · mọi loại văn bản" in listed
    shown = office.get(reverse("policy-detail", args=[policy.pk])).content.decode()
    assert "sau thời hạn 3 ngày làm việc" in shown
    assert "giải trình trong 3 ngày làm việc" in shown


def test_a_draft_changes_nothing_in_force(office, policy):
    before = ladders_in_force(on(TODAY)).usual
    answer = edit(office, policy, "luu", {"late-1": {"offset": 2}}, note="Thử hai ngày")
    assert answer.status_code == 302
    draft = policy.versions.get(in_force_at=None)
    assert draft.rungs.get(key="late-1").offset == 2
    assert draft.note == "Thử hai ngày"
    assert ladders_in_force(on(TODAY)).usual == before
    assert AuditEvent.objects.get(action="policy.draft").target_pk == policy.pk
    opened = office.get(reverse("policy-edit", args=[policy.pk]))
    assert 'name="c4-offset" value="2"' in opened.content.decode()


def test_put_in_force_from_a_day_it_applies_from_that_day(office, policy):
    answer = edit(office, policy, "ban-hanh", {"late-1": {"offset": 2}}, from_on="2022-11-14")
    assert answer.status_code == 302
    assert ladders_in_force(on("2022-11-13")).usual.rung("late-1").offset == 1
    assert ladders_in_force(on("2022-11-14")).usual.rung("late-1").offset == 2
    assert AuditEvent.objects.get(action="policy.enforce").after["version"] == 3


@pytest.mark.parametrize(
    ("changes", "head", "words"),
    [
        ({"late-1": {"unit": ""}}, {}, "Độ lệch chưa có đơn vị"),
        ({"late-1": {"offset": "hai"}}, {}, "Chỉ nhập số nguyên"),
        ({"late-1": {"to": ("lead.boss",)}}, {}, "Không có người nhận “lead.boss”"),
        ({"late-3": {"offset": 1}}, {}, "cùng thời điểm"),
        ({"late-5": {"answer_days": None}}, {}, "số ngày làm việc để trả lời"),
        ({"late-1": {"key": "late-3"}}, {}, "Hai cấp cùng khóa"),
        ({}, {"from_on": "2022-11-07"}, "không được trước hôm nay"),
        ({}, {"from_on": ""}, "Vui lòng nhập ngày có hiệu lực"),
        ({}, {"from_on": "31/02/2022"}, "Ngày không hợp lệ"),
        ({}, {"seen": "1:x"}, "Người khác vừa lưu"),
    ],
)
def test_what_is_wrong_is_said_nothing_is_kept_and_nothing_typed_is_lost(
    office, policy, changes, head, words
):
    changes = {"late-10": {"title": "Tên mới đã gõ"}} | changes
    before = (PolicyVersion.objects.count(), Rung.objects.count(), AuditEvent.objects.count())
    answer = edit(office, policy, "ban-hanh", changes, **head)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Tên mới đã gõ" in page
    assert (PolicyVersion.objects.count(), Rung.objects.count(), AuditEvent.objects.count()) == before


def test_rungs_are_added_moved_and_taken_out_without_saving(office, policy):
    added = edit(office, policy, "them", {"late-1": {"offset": ""}}).context["form"]
    assert len(added.rungs) == 20
    assert added.opened == "c19"
    moved = edit(office, policy, "len:c4").context["form"]
    assert [rung.prefix for rung in moved.rungs][:5] == ["c0", "c1", "c2", "c4", "c3"]
    fewer = edit(office, policy, "bo:c4", {"late-3": {"title": "Còn đây"}}).context["form"]
    assert "c4" not in [rung.prefix for rung in fewer.rungs]
    assert fewer.rungs[4]["title"].value() == "Còn đây"
    assert policy.versions.count() == 2


@pytest.mark.slow
def test_what_is_typed_is_rehearsed_before_it_is_saved(office, policy, make):
    make(due_on=on("2022-11-10").date(), last_report_on=on(TODAY).date())
    answer = edit(office, policy, "xem-truoc", {"late-1": {"title": "Cấp thử, chưa lưu"}})
    page = answer.content.decode()
    assert "Cấp thử, chưa lưu" in page
    assert "chưa lưu" in page
    assert answer.context["rehearsed"].total > 0
    sheet = edit(office, policy, "tai-ve", {"late-1": {"title": "=Cấp thử"}})
    assert sheet["Content-Disposition"].startswith("attachment")
    assert "'=Cấp thử" in sheet.content.decode()
    assert policy.versions.count() == 2


def test_a_program_gets_a_policy_of_its_own_copied_from_another(office, policy):
    program = Program.objects.get(code="DA06")
    given = {
        "title": "Quy tắc Đề án 06",
        "program": program.pk,
        "urgency": "",
        "kind": "",
        "copied_from": policy.pk,
    }
    answer = office.post(reverse("policy-new"), given)
    made = Policy.objects.get(title="Quy tắc Đề án 06")
    assert answer.url == reverse("policy-edit", args=[made.pk])
    assert rungs_of(made.versions.get()) == rungs_of(policy.versions.latest("number"))
    assert made.versions.get().in_force_at is None
    again = office.post(reverse("policy-new"), given)
    assert "Phạm vi này đã có" in again.content.decode()
    office.post(reverse("policy-discard", args=[made.pk]))
    assert not Policy.objects.filter(pk=made.pk).exists()


def test_a_policy_is_retired_but_never_the_widest(office, policy):
    urgent = Policy.objects.get(code="khan")
    office.post(reverse("policy-retire", args=[urgent.pk]))
    urgent.refresh_from_db()
    assert urgent.retired_at == on(TODAY)
    answer = office.post(reverse("policy-retire", args=[policy.pk]), follow=True)
    assert "không thể thôi áp dụng" in answer.content.decode()


def test_the_second_of_two_editors_is_told(policy, cast):
    by, seen, rungs = actor(cast["section_head"]), stamp(policy), rungs_of(policy.versions.latest("number"))
    save_draft(policy.pk, rungs, note="", seen=seen, by=by, at=on(TODAY))
    with pytest.raises(Refused, match="Người khác vừa lưu"):
        put_in_force(
            policy.pk, [replace(rungs[0], title="Khác")], from_on=on(TODAY).date(), note="", seen=seen, by=by, at=on(TODAY)
        )  # fmt: skip


@pytest.mark.slow
def test_the_command_says_the_same_as_json(policy, make):
    make()
    out = io.StringIO()
    call_command(
        "ladder_preview", "--policy=default", "--days=40", "--at=2022-12-27T08:00", "--json", stdout=out
    )
    answer = json.loads(out.getvalue().splitlines()[-1])
    assert answer["letters"] > 0
    assert answer["rows"][0]["items"]
    with pytest.raises(CommandError, match="Không có quy tắc có mã"):
        call_command("ladder_preview", "--policy=x")
    with pytest.raises(CommandError, match="không có bản thảo"):
        call_command("ladder_preview", "--policy=default", "--draft")
