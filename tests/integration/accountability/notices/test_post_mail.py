"""Owing a mail: once per fact, in the fact's transaction, with the headers that mail needs."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from django.db import IntegrityError, transaction

from accountability.notices import actions, kinds
from accountability.notices.actions import MailDraft, post_mail, post_mails
from accountability.notices.message import LIST_LIMIT, MailItem
from accountability.notices.models import MailSubject, Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db


def parsed(mail):
    return message_from_bytes(bytes(Outbox.objects.get(pk=mail.pk).mime), policy=policy.default)


def texts(mail):
    message = parsed(mail)
    return (
        message.get_body(("plain",)).get_content(),
        message.get_body(("html",)).get_content(),
    )


def test_the_same_facts_owe_one_mail(post, head):
    first = post("esc:a:12:late-3:deadline:1:0:ldtbxh")

    with transaction.atomic():
        again = post_mail(
            kind="reminder",
            dedupe_key=first.dedupe_key,
            to=head,
            subject_line="Khác",
            at=MORNING + timedelta(days=1),
        )

    assert again is None
    assert Outbox.objects.get().subject_line == first.subject_line


def test_the_database_refuses_a_second_mail_with_one_key(post):
    mail = Outbox.objects.get(pk=post().pk)
    mail.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        mail.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_a_mail_cannot_be_owed_outside_a_transaction(head):
    with pytest.raises(RuntimeError, match="transaction of the fact"):
        post_mail(kind="reminder", dedupe_key="k", to=head, subject_line="x", at=MORNING)

    assert not Outbox.objects.exists()


def test_a_mail_goes_when_its_fact_is_undone(head):
    with transaction.atomic():
        post_mail(kind="reminder", dedupe_key="k", to=head, subject_line="x", at=MORNING)
        transaction.set_rollback(True)

    assert not Outbox.objects.exists()


def test_an_unknown_kind_is_refused(post):
    with pytest.raises(kinds.UnknownMailKind):
        post(kind="nope")


def test_the_headers_say_that_a_machine_wrote(post, settings):
    message = parsed(post())

    assert message["Subject"] == "Quá hạn 3 ngày: Tài khoản an sinh xã hội"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["List-Id"] == "Don Doc <don-doc.vanphong.example>"
    assert message["Date"] == "Tue, 08 Nov 2022 08:00:00 +0700"
    assert message["References"] == "<a-12@vanphong.example>"
    assert message["From"].addresses[0].display_name == "Đôn Đốc"
    assert [address.addr_spec for address in message["To"].addresses] == ["ldtbxh@nghean.example"]
    assert "Cc" not in message
    assert "X-Don-Doc-Data" not in message


def test_the_message_id_comes_from_the_key_alone(post):
    first = post("k:1")
    key_alone = first.message_id
    Outbox.objects.all().delete()

    assert post("k:1", at=MORNING + timedelta(days=9)).message_id == key_alone
    assert post("k:2").message_id != key_alone
    assert parsed(first := Outbox.objects.get(dedupe_key="k:1"))["Message-ID"] == first.message_id


@pytest.mark.parametrize(
    "subject_line",
    [
        "Nhiệm vụ được giao: Ban hành Kế hoạch triển khai một số nhiệm vụ trọng tâm của Đề án 06",
        "UBND huyện Kỳ Sơn – việc số 12/KH-UBND, hạn 20/12/2022: “làm sạch dữ liệu” đợt II (xã Mường Típ)",
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y ỳ ỷ ỹ ỵ " * 3,
        "Plain ASCII only",
    ],
)
def test_a_vietnamese_subject_arrives_letter_by_letter(post, subject_line):
    assert str(parsed(post(subject_line=subject_line))["Subject"]) == subject_line.strip()


def test_line_breaks_cannot_smuggle_headers_in(post):
    message = parsed(post(subject_line="Khẩn\r\nBcc: ke-xau@ngoai.example"))

    assert message["Subject"] == "Khẩn Bcc: ke-xau@ngoai.example"
    assert "Bcc" not in message


def test_the_bytes_are_fit_for_any_mail_server(post):
    mime = bytes(Outbox.objects.get(pk=post().pk).mime)

    assert mime.isascii()
    assert mime.count(b"\n") == mime.count(b"\r\n")
    assert max(map(len, mime.split(b"\r\n"))) <= 998


def test_the_mail_carries_number_title_deadline_and_link(post):
    item = MailItem("78/KH-UBND", "Tài khoản an sinh", "/nhiem-vu/12/", date(2022, 12, 20), "quá hạn 3 ngày")
    ladder = ["Đây là cấp 3.", "Nếu chưa xong, ngày 09/01/2023 sẽ báo Phó Chủ tịch."]

    for text in texts(post(items=[item], ladder=ladder)):
        assert "78/KH-UBND" in text
        assert "Tài khoản an sinh" in text
        assert "20/12/2022" in text
        assert "quá hạn 3 ngày" in text
        assert "http://testserver/nhiem-vu/12/" in text
        assert "Vì sao tôi nhận thư này?" in text
        assert "Bạn là Thủ trưởng đơn vị chủ trì nhiệm vụ này." in text
        assert "ngày 09/01/2023 sẽ báo Phó Chủ tịch" in text


def test_the_html_twin_escapes_what_users_wrote_and_loads_nothing(post):
    item = MailItem("1/KH", "<img src=x onerror=alert(1)>", "/nhiem-vu/12/")

    plain, html = texts(post(items=[item]))

    assert "<img" not in html
    assert "&lt;img" in html
    assert "<link" not in html
    assert "<style" not in html
    assert 'style="' in html
    assert "<img src=x" in plain


def test_a_long_list_is_cut_to_a_number(post):
    items = [MailItem(f"{n}/KH", f"Việc {n}", f"/nhiem-vu/{n}/") for n in range(LIST_LIMIT + 42)]

    mail = post(items=items, subjects=[f"a:{n}" for n in range(LIST_LIMIT + 42)])

    assert "còn 42 việc" in texts(mail)[0]
    assert "References" not in parsed(mail)
    assert mail.subjects.count() == LIST_LIMIT + 42


@pytest.mark.parametrize(("demo_mode", "flag"), [(True, False), (False, True)])
def test_assumed_figures_carry_their_mark(post, settings, demo_mode, flag):
    settings.DEMO = demo_mode

    mail = post(demo=flag)

    assert all("SỐ LIỆU GIẢ ĐỊNH" in text for text in texts(mail))
    assert parsed(mail)["X-Don-Doc-Data"] == "gia-dinh"


def test_real_figures_carry_no_mark(post, settings):
    settings.DEMO = False

    assert not any("GIẢ ĐỊNH" in text for text in texts(post()))


def test_quiet_hours_are_fixed_when_the_mail_is_written(post):
    evening = MORNING.replace(hour=18)

    assert post("k:1", at=evening).next_at == (MORNING + timedelta(days=1)).replace(hour=7)
    assert post("k:2", at=evening, urgent=True).next_at == evening


@pytest.mark.parametrize("address", ["", "không phải địa chỉ", "người@nghean.example"])
def test_a_reader_without_an_address_is_a_dead_end_that_shows(post, head, address):
    head.email = address

    mail = post()

    assert mail.state == "dead"
    assert mail.last_text == actions.NO_ADDRESS


def test_many_mails_take_few_statements(head, officer, django_assert_max_num_queries):
    drafts = [
        MailDraft(
            kind="reminder",
            dedupe_key=f"k:{n}",
            to=head if n % 2 else officer,
            subject_line=f"Việc {n}",
            subjects=(f"a:{n}", "d:3"),
        )
        for n in range(200)
    ]

    with django_assert_max_num_queries(30), transaction.atomic():
        written = post_mails(drafts, at=MORNING)

    assert len(written) == 200
    assert MailSubject.objects.count() == 400
    assert Outbox.objects.about("a:7").get().subject_line == "Việc 7"
    with transaction.atomic():
        assert post_mails(drafts, at=MORNING) == []
