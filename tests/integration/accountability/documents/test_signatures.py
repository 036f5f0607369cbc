"""A letter that the office's key signs when it is issued; a token that fails loses nothing; a signed file comes back."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.documents import actions
from accountability.documents.models import OutgoingDocument, TakenNumber
from accountability.documents.views import acts
from accountability.printing import signing
from accountability.printing.signing import SigningKey, look_into, sign_pdf
from tests import signing_keys as keys
from tests.access.asked_papers import blank_pdf
from tests.given import SignIn

from .conftest import NOW, Draft

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    made = keys.made("Văn phòng UBND tỉnh", "UBND tỉnh <b>")
    return SigningKey(file=str(made.pkcs12(tmp_path_factory.mktemp("keys") / "ky.p12", "x")), secret="x")


@pytest.fixture
def signed_by_hand(
    letter: Draft, who: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> OutgoingDocument:
    """A letter that its signer signed and that waits for its number; drawing and signing start no process."""
    monkeypatch.setattr(signing, "_run_child", keys.in_this_process)
    monkeypatch.setattr(acts, "pdf_of", lambda *_, **__: blank_pdf())
    row = letter()
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    return actions.sign(row.pk, revision=1, by=who("chief"), at=NOW)


def test_a_key_signs_what_is_issued_and_one_that_fails_leaves_it_to_be_tried_again(
    signed_by_hand: OutgoingDocument, key: SigningKey, sign_in: SignIn, settings: Any
) -> None:
    row, clerk = signed_by_hand, sign_in("clerk")
    page, issue = reverse("document-detail", args=[row.pk]), reverse("document-issue", args=[row.pk])
    assert "Phát hành, ký số sau" not in clerk.get(page).content.decode()
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": "sai"}
    told = unescape(clerk.post(issue, follow=True).content.decode())
    assert "không mở được bằng mật khẩu đã đặt" in told
    assert "chưa được cấp số, chưa phát hành; có thể thử lại" in told
    assert "Phát hành, ký số sau" in told
    row.refresh_from_db()
    assert (row.state, row.file) == ("signed", None)
    assert not TakenNumber.objects.exists()
    settings.SIGNING = settings.SIGNING | {"secret": "x"}
    told = unescape(clerk.post(issue, follow=True).content.decode())
    row.refresh_from_db()
    assert row.number == "01"
    assert row.file is not None
    (copy,) = row.file.signed_copies.all()
    assert copy.signatures[0]["serial"] in told
    assert "UBND tỉnh <b>" in told
    assert "UBND tỉnh &lt;b&gt;" in clerk.get(page).content.decode()
    served = b"".join(clerk.get(reverse("document-pdf", args=[row.pk])).streaming_content)  # type: ignore[attr-defined]
    assert served.startswith(blank_pdf())
    (one,) = look_into(served).signatures
    assert (one.name, one.holds, one.changed) == ("Văn phòng UBND tỉnh", True, "no")
    for name, told in (("clerk", row.cited), ("outsider", "Tệp do hệ thống này lập: văn bản đi")):
        sent = {"file": SimpleUploadedFile("x.pdf", served)}
        checked = unescape(sign_in(name).post(reverse("file-check"), sent).content.decode())
        assert told in checked
        assert (row.cited in checked) == (name == "clerk")


def test_without_a_key_it_is_issued_as_ever_and_signed_by_another_tool_later(
    signed_by_hand: OutgoingDocument, key: SigningKey, sign_in: SignIn, settings: Any
) -> None:
    row, clerk = signed_by_hand, sign_in("clerk")
    signatures = reverse("document-signatures", args=[row.pk])
    assert "đã phát hành và còn hiệu lực" in clerk.get(signatures, follow=True).content.decode()
    clerk.post(reverse("document-issue", args=[row.pk]))
    page = clerk.get(signatures).content.decode()
    assert "Tệp chưa có chữ ký số" in page
    assert 'value="key"' not in page
    for data, why in ((blank_pdf(), "chưa có chữ ký số mới"), (b"", "Tệp rỗng")):
        sent = {"way": "file", "file": SimpleUploadedFile("x.pdf", data)}
        assert why in unescape(clerk.post(signatures, sent).content.decode())
    assert "chưa cấu hình khóa" in unescape(clerk.post(signatures, {"way": "key"}).content.decode())
    signed = sign_pdf(blank_pdf(), at=NOW, key=key, shown=False)
    told = clerk.post(signatures, {"way": "file", "file": SimpleUploadedFile("x.pdf", signed)}, follow=True)
    assert "Đã ký số: Văn phòng UBND tỉnh" in unescape(told.content.decode())
    reader = sign_in("labour_head")
    served = reader.get(reverse("document-pdf", args=[row.pk]))
    assert b"".join(served.streaming_content) == signed  # type: ignore[attr-defined]
    assert "Tệp ký ngoài hệ thống" in reader.get(reverse("document-detail", args=[row.pk])).content.decode()
    assert reader.get(signatures).status_code == 403
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": "x"}
    clerk.post(signatures, {"way": "key"})
    row.refresh_from_db()
    assert row.file is not None
    assert [one.how for one in row.file.signed_copies.all()] == ["upload", "key"]
