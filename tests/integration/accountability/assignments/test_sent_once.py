"""A report that is sent twice is one report; what is sent by a script is told in a few words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.actions import Refused, sent_before, update_progress
from accountability.assignments.models import (
    Assignment,
    Completion,
    Evidence,
    InternalPart,
    Milestone,
    ProgressReport,
    SentForm,
)
from accountability.assignments.views.acts import ACTS, PARTS
from accountability.assignments.views.acts_aside import ASIDE_ACTS, ASIDE_PARTS
from accountability.assignments.views.passing import PASS_ON
from accountability.escalation.views.acts import ACTS as LADDER_ACTS
from accountability.escalation.views.acts import PARTS as LADDER_PARTS
from accountability.files.models import StoredFile
from tests.cast import actor
from tests.given import SignIn, assignments, go_to, on, sign_in
from workflows import acts

__all__ = ["assignments", "go_to", "sign_in"]
pytestmark = pytest.mark.django_db

AT = on("2022-11-08")


@pytest.fixture
def task(assignments: list[Assignment], cast: dict[str, User]) -> Assignment:
    """Labour's, taken on."""
    return acts.acknowledge(assignments[3].pk, by=actor(cast["labour_head"]), at=AT)


def post(client: Client, task: Assignment, by_script: User | None = None, **typed: Any) -> Any:
    headers = {"X-Dondoc": "draft"} if by_script else {}
    if by_script:
        typed.setdefault("as", str(by_script.pk))
    return client.post(reverse("assignment-progress", args=[task.pk]), typed, headers=headers)


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.txt", b"42")


def test_the_form_carries_a_key_of_its_own_each_time(task: Assignment, sign_in: SignIn) -> None:
    client, url = sign_in("labour_head"), reverse("assignment-progress", args=[task.pk])
    keys = {client.get(url).context["form"].initial["sent_key"] for _ in range(3)}
    assert len(keys) == 3
    assert all(len(key) >= 20 for key in keys)


def test_sent_twice_it_is_one_report_with_one_proof(task: Assignment, sign_in: SignIn) -> None:
    client = sign_in("labour_head")
    first = post(client, task, text="Đã làm", sent_key="k1", photos=proof())
    again = post(client, task, text="Đã làm", sent_key="k1", photos=proof())

    assert (first.status_code, again.status_code) == (302, 302)
    assert ProgressReport.objects.count() == 1
    assert Evidence.objects.count() == StoredFile.objects.count() == 1
    post(client, task, text="Đã làm", sent_key="k2")
    assert ProgressReport.objects.count() == 2, "the same words another day are another report"


def test_the_key_is_the_persons_own(task: Assignment, sign_in: SignIn) -> None:
    post(sign_in("labour_head"), task, text="Thủ trưởng báo cáo", sent_key="k1")
    post(sign_in("labour_focal"), task, text="Đầu mối báo cáo", sent_key="k1")

    assert ProgressReport.objects.count() == 2


def test_other_words_under_a_used_key_are_refused_and_stay_on_the_page(
    task: Assignment, sign_in: SignIn
) -> None:
    client = sign_in("labour_head")
    post(client, task, text="Đã làm", sent_key="k1")
    answer = post(client, task, text="Lời khác", sent_key="k1")

    assert answer.status_code == 200
    assert "Lời khác" in answer.content.decode()
    assert "đã được gửi trước đó với nội dung khác" in answer.content.decode()
    assert ProgressReport.objects.count() == 1


def test_the_database_is_a_judge_too(task: Assignment, cast: dict[str, User]) -> None:
    by = actor(cast["labour_head"])
    update_progress(task.pk, text="Đã làm", by=by, at=AT, sent_key="k1")
    with pytest.raises(IntegrityError), transaction.atomic():
        update_progress(task.pk, text="Đã làm", by=by, at=AT, sent_key="k1")
    with pytest.raises(Refused), transaction.atomic():
        sent_before(task.pk, sent_key="k1", text="Lời khác", by=by)


def test_a_ticked_milestone_or_a_figure_needs_no_words(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn
) -> None:
    task = acts.acknowledge(assignments[0].pk, by=actor(cast["labour_head"]), at=AT)
    milestone = Milestone.objects.create(assignment=task, title="Lập danh sách")
    target, client = task.targets.get(), sign_in("labour_head")
    post(client, task, milestones=[milestone.pk], sent_key="k1")
    post(client, task, **{f"target_{target.pk}": "5,62"}, data_on="2022-11-08", sent_key="k2")
    empty = post(client, task, sent_key="k3")

    assert list(ProgressReport.objects.values_list("text", flat=True)) == [
        "Đã hoàn thành mốc: Lập danh sách.", "Cập nhật số liệu: Tỷ lệ hồ sơ trực tuyến: 5,62 %.",
    ]  # fmt: skip
    assert "Vui lòng nhập kết quả, hoặc chọn mốc đã hoàn thành." in empty.content.decode()


def test_a_script_is_told_where_it_went(task: Assignment, cast: dict[str, User], sign_in: SignIn) -> None:
    answer = post(sign_in("labour_head"), task, cast["labour_head"], text="Đã làm", sent_key="k1")

    assert answer.json() == {"said": "Đã cập nhật kết quả.", "url": f"/nhiem-vu/{task.pk}/"}
    assert answer["Cache-Control"] == "private, no-store"


def test_a_script_is_told_what_was_wrong(task: Assignment, cast: dict[str, User], sign_in: SignIn) -> None:
    head, client = cast["labour_head"], sign_in("labour_head")
    empty = post(client, task, head, sent_key="k1")
    secret = post(client, task, head, text="Độ mật: TUYỆT MẬT", sent_key="k2")
    paper = SimpleUploadedFile("cong-van.txt", "TUYỆT MẬT\nNội dung".encode())
    secret_file = post(client, task, head, text="Kèm tệp", files=paper, sent_key="k4")
    Assignment.objects.filter(pk=task.pk).update(state="claimed")
    late = post(client, task, head, text="Muộn", sent_key="k3")

    assert empty.status_code == secret.status_code == late.status_code == 422
    assert empty.json()["errors"] == [["text", "Vui lòng nhập kết quả, hoặc chọn mốc đã hoàn thành."]]
    forgets = [one.json()["forget"] for one in (empty, secret, secret_file, late)]
    assert forgets == [False, True, True, False]
    assert "không cập nhật kết quả được" in late.json()["errors"][0][1]
    assert ProgressReport.objects.count() == 0


def test_a_draft_of_another_account_is_not_sent(
    task: Assignment, cast: dict[str, User], sign_in: SignIn
) -> None:
    answer = post(sign_in("labour_head"), task, cast["labour_focal"], text="Của đầu mối", sent_key="k1")

    assert answer.status_code == 409
    assert "tài khoản khác" in answer.json()["errors"][0][1]
    assert ProgressReport.objects.count() == 0


def test_signing_out_clears_what_the_device_keeps(sign_in: SignIn) -> None:
    assert sign_in("labour_head").post(reverse("sign-out"))["Clear-Site-Data"] == '"storage"'


# The forms of all other acts carry a word of their own ----------------------------------------------------------------


def test_a_part_that_is_passed_on_twice_by_one_form_is_one_part(task: Assignment, sign_in: SignIn) -> None:
    client, url = sign_in("labour_head"), reverse("assignment-pass-on", args=[task.pk])
    word = client.get(url).context["sent_once"]
    assert len(word) >= 20
    typed = {"unit": "Phòng Bảo trợ xã hội", "duty": "Lập danh sách", "sent_once": word}
    answers = [client.post(url, typed, follow=True).content.decode() for _ in range(2)]
    assert InternalPart.objects.count() == 1
    assert all("Đã giao phần việc cho Phòng Bảo trợ xã hội" in answer for answer in answers), (
        "both are told the same"
    )
    other = client.post(url, typed | {"duty": "Việc khác"}).content.decode()
    assert "đã được gửi trước đó với nội dung khác" in other
    assert "Việc khác" in other
    client.post(url, typed | {"sent_once": "another-page"})
    assert InternalPart.objects.count() == 2, "the same words from another page are another part"


def test_what_the_state_refuses_the_second_time_is_told_as_done_by_its_word(
    task: Assignment, sign_in: SignIn
) -> None:
    client, url = sign_in("labour_head"), reverse("assignment-claim", args=[task.pk])
    typed = {
        "number": "12", "symbol": "BC-SLĐTBXH", "result_on": "2022-11-08", "summary": "Đã xong", "sent_once": "k1",
    }  # fmt: skip
    first = client.post(url, typed)
    assert first.status_code == 302, first.content.decode()
    assert client.post(url, typed).status_code == 302
    assert Completion.objects.count() == 1
    without = client.post(url, typed | {"sent_once": "k2"})
    assert without.status_code == 200, "without its word the state alone refuses it"
    assert Completion.objects.count() == 1


def test_a_refused_form_may_be_sent_again_under_its_word(task: Assignment, sign_in: SignIn) -> None:
    client, url = sign_in("labour_head"), reverse("assignment-pass-on", args=[task.pk])
    typed = {"unit": "Phòng", "duty": "Lập danh sách", "sent_once": "k1"}
    late = client.post(url, typed | {"due_on": "2021-01-01"})
    assert late.status_code == 200
    assert not SentForm.objects.exists()
    client.post(url, typed)
    assert InternalPart.objects.count() == SentForm.objects.count() == 1


def test_every_form_of_an_act_is_one_that_carries_a_word() -> None:
    for act in (*ACTS, *PARTS, *ASIDE_ACTS, *ASIDE_PARTS, PASS_ON, *LADDER_ACTS, *LADDER_PARTS):
        if act.form is None or "sent_key" in act.form.base_fields:
            continue
        source = get_template(act.template).template.source
        assert "sent_once" in source or "assignments/act_form.html" in source, act.name
