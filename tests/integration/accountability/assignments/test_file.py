"""Hồ sơ nhiệm vụ: the whole file of an assignment in time order, for paper."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from pypdf import PdfReader

from accountability.agencies.models import Position
from accountability.assignments.actions import LeaderWord, raise_obstacle, update_progress
from accountability.assignments.views import file as file_views
from accountability.files.actions import keep
from accountability.notices.models import Notification
from accountability.search.making import make_exports
from accountability.search.models import ExportJob
from tests.cast import actor
from tests.integration.accountability.assignments.conftest import NOW
from workflows import acts, aside

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(as_, working):
    def get(name: str = "labour_head") -> str:
        response = as_(name).get(reverse("assignment-file", args=[working.pk]))
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


@pytest.fixture
def told(working, cast):
    """A report with a file, then an obstacle, then an extension is asked for, a minute each."""
    head = actor(cast["labour_head"])
    proof = keep(SimpleUploadedFile("danh-sach.txt", b"42"), by=head, at=NOW)
    first, second, third = (NOW + timedelta(minutes=number) for number in (1, 2, 3))
    update_progress(working.pk, text="Đã lập danh sách", files=[proof], by=head, at=first)
    raise_obstacle(
        working.pk, text="Thiếu dữ liệu", proposal="Đề nghị đối soát", by=head, at=second,
        addressed_to=Position.objects.get(code="phochutich"),
    )  # fmt: skip
    acts.request_extension(
        working.pk, reason="Chờ đối soát", new_due_on=working.due_on + timedelta(days=30), by=head, at=third
    )
    return working


def test_everything_stands_in_the_order_in_which_it_happened(page, told) -> None:
    text = page()
    course = text[text.index('id="dien-bien"') :]
    words = ["Giao nhiệm vụ", "Tiếp nhận nhiệm vụ", "Đã lập danh sách", "Thiếu dữ liệu", "Chờ đối soát"]
    assert sorted(words, key=course.index) == words
    assert course.index("danh-sach.txt") < course.index("Thiếu dữ liệu"), "the file stands with its report"
    listed = text[text.index('id="minh-chung"') :]
    assert "danh-sach.txt" in listed
    assert "Cập nhật kết quả" in listed
    assert told.directive.cited in text
    assert "Cách tính thời hạn" in text


def test_it_has_nothing_to_press(page, told) -> None:
    for name in ("labour_head", "specialist", "chair"):
        text = page(name)
        main = text[text.index('<article class="file">') : text.index("</article>")]
        assert "<form" not in main, name
        assert 'class="btn' not in main.replace('class="btn-row', ""), name


def test_an_explanation_is_printed_for_those_who_may_read_it_only(page, told, cast) -> None:
    chair = actor(cast["chair"])
    word = LeaderWord(
        leader=Position.objects.get(code="chutich"), decided_on=NOW.date(), text="Nói rõ nguyên nhân chậm"
    )
    acts.demand_explanation(told.pk, word=word, by=chair, at=NOW + timedelta(minutes=5))
    assert "Nói rõ nguyên nhân chậm" in page("labour_head")
    other = page("coordinating_officer")
    assert "Nói rõ nguyên nhân chậm" not in other
    assert "hồ sơ này không in phần đó" in other


def test_as_xml_it_holds_the_same_for_the_same_reader_whatever_was_typed(as_, told, cast) -> None:
    hostile = "Đã xong ]]> <script>&amp;\x0b & hết"
    update_progress(
        told.pk, text=hostile, files=[], by=actor(cast["labour_head"]), at=NOW + timedelta(minutes=9)
    )
    answer = as_("labour_head").get(reverse("assignment-file", args=[told.pk]), {"xml": "1"})
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    root = ElementTree.fromstring(answer.content)
    name = {"x": "urn:don-doc:ho-so-nhiem-vu:1"}
    assert root.findtext("x:nhiemVu/x:noiDung", namespaces=name) == told.title
    assert root.find("x:nhiemVu/x:thoiHan", name).get("ngay") == told.due_on.isoformat()
    events = root.findall("x:dienBien/x:suKien", name)
    moments = [event.get("luc") for event in events]
    assert moments == sorted(moments)
    assert [event.get("thuTu") for event in events] == [str(number) for number in range(1, len(events) + 1)]
    (proof,) = root.findall(".//x:tep", name)
    assert (proof.get("ten"), proof.get("soByte")) == ("danh-sach.txt", "2")
    assert proof.get("sha256") == hashlib.sha256(b"42").hexdigest()
    assert "Đã xong ]]> <script>&amp; & hết" in [one.text for one in root.findall(".//x:noiDung", name)]


def test_a_stranger_finds_nothing(as_, told) -> None:
    assert as_("outsider").get(reverse("assignment-file", args=[told.pk])).status_code == 404


def test_the_page_of_the_assignment_leads_to_it(as_, told) -> None:
    text = as_("labour_head").get(reverse("assignment-detail", args=[told.pk])).content.decode()
    assert reverse("assignment-file", args=[told.pk]) in text


def test_the_number_of_queries_does_not_grow_with_its_reports(page, told, cast) -> None:
    def queries() -> int:
        page()
        with CaptureQueriesContext(connection) as captured:
            page()
        return len(captured)

    few = queries()
    for number in range(12):
        update_progress(
            told.pk,
            text=f"Lần {number}",
            by=actor(cast["labour_head"]),
            at=NOW + timedelta(minutes=10 + number),
        )
    assert queries() == few


# As a PDF ---------------------------------------------------------------------------------------------------------------


def text_of(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    assert not any("/Annots" in page for page in reader.pages), "a file has no links into the site"
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Tinos" in font for font in fonts), fonts
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def long_file(monkeypatch, told) -> str:
    """The address of a file that is too long to wait for."""
    monkeypatch.setattr(file_views, "MOST_AT_ONCE", 2)
    return reverse("assignment-file", args=[told.pk])


def engine() -> int:
    return make_exports(at=lambda: NOW, system_now=lambda: NOW)


def asked(client, address: str) -> ExportJob:
    answer = client.post(reverse("export-new"), {"address": address, "format": "pdf"})
    return ExportJob.objects.get(pk=resolve(answer["Location"]).kwargs["pk"])


def test_a_short_file_is_drawn_at_once_with_the_same_words_in_the_same_order(as_, told, cast) -> None:
    client, address = as_("labour_head"), reverse("assignment-file", args=[told.pk])
    aside.drop_following(
        told.pk, reason="Không còn cần", by=actor(cast["office_deputy"]), at=NOW + timedelta(minutes=9)
    )
    assert "Xuất PDF" in client.get(address).content.decode()
    response = client.get(address + "?pdf=1")
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    words = [
        "Hồ sơ nhiệm vụ",
        "Giao nhiệm vụ",
        "Đã lập danh sách",
        "Thiếu dữ liệu",
        "Chờ đối soát",
        "danh-sach.txt",
    ]
    places = [text.index(word) for word in words[:-1]]
    assert places == sorted(places)
    assert words[-1] in text
    assert not ExportJob.objects.exists()


def test_a_long_file_has_the_button_of_the_engine(as_, long_file) -> None:
    client = as_("labour_head")
    assert 'name="format" value="pdf"' in client.get(long_file).content.decode()
    response = client.get(long_file + "?pdf=1", follow=True)
    assert response.redirect_chain == [(long_file, 302)]
    assert "bấm “Lập tệp PDF”" in unescape(response.content.decode())


def test_a_long_file_is_drawn_behind_told_and_fetched(as_, long_file, cast) -> None:
    client = as_("labour_head")
    job = asked(client, long_file)
    assert job.total > 2
    assert engine() == 1
    told_of = Notification.objects.filter(recipient=cast["labour_head"], kind="export").get()
    assert "sự kiện" in told_of.text
    data = b"".join(client.get(reverse("export-file", args=[job.pk])).streaming_content)
    assert "Thiếu dữ liệu" in text_of(data)
    listed = unescape(client.get(reverse("export-list")).content.decode())
    assert "Hồ sơ nhiệm vụ (PDF)" in listed


def test_who_may_not_open_the_assignment_asks_for_no_file(as_, long_file) -> None:
    answer = as_("outsider").post(reverse("export-new"), {"address": long_file, "format": "pdf"})
    assert answer.status_code == 404
    assert not ExportJob.objects.exists()


def test_what_is_beyond_the_engine_is_refused_with_another_way(as_, long_file, monkeypatch) -> None:
    monkeypatch.setattr(file_views, "MOST_DRAWN", 3)
    answer = as_("labour_head").post(
        reverse("export-new"), {"address": long_file, "format": "pdf"}, follow=True
    )
    assert "mỗi tệp PDF vẽ được tối đa" in unescape(answer.content.decode())
    assert not ExportJob.objects.exists()
