"""A filtered view is an address; a person keeps it under a name, for himself alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.search.actions import Refused, save
from accountability.search.models import SavedSearch
from accountability.search.rules import MOST_SAVED
from tests.cast import actor
from tests.given import SignIn, on

pytestmark = pytest.mark.django_db

OVERDUE = "/nhiem-vu/?bucket=overdue"
AT = on("2022-11-08")


def test_a_view_is_kept_shown_renamed_deleted_and_brought_back(
    assignments: list[Assignment], sign_in: SignIn
) -> None:
    client = sign_in("specialist")
    given = {"title": " Quá  hạn ", "address": "/nhiem-vu/?q=&bucket=overdue&state=&page=3"}
    assert client.post(reverse("search-save"), given)["Location"] == OVERDUE
    row = SavedSearch.objects.get()
    assert (row.title, row.address) == ("Quá hạn", OVERDUE)
    assert "Quá hạn</a>" in client.get("/nhiem-vu/").content.decode()
    assert "Quá hạn</a>" in client.get(reverse("search-page")).content.decode()
    client.post(reverse("search-rename", args=[row.pk]), {"title": "Trễ"})
    assert SavedSearch.objects.get().title == "Trễ"
    after = client.post(reverse("search-delete", args=[row.pk]), follow=True).content.decode()
    assert "Đã xóa bộ lọc “Trễ”" in after
    assert "Trễ</a>" not in after
    client.post(reverse("search-restore", args=[row.pk]))
    assert "Trễ</a>" in client.get(reverse("search-page")).content.decode()
    actions = AuditEvent.objects.filter(action__startswith="search.").order_by("pk")
    assert [event.action for event in actions] == [
        "search.save",
        "search.rename",
        "search.delete",
        "search.restore",
    ]


def test_the_profile_lists_them_and_what_is_done_there_returns_there(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn
) -> None:
    row = save(title="Quá hạn", address=OVERDUE, by=actor(cast["specialist"]), at=AT)
    client, profile = sign_in("specialist"), reverse("profile")
    page = client.get(profile).content.decode()
    assert f'<a href="{OVERDUE}">Quá hạn</a>' in page
    rename = reverse("search-rename", args=[row.pk])
    assert f"{rename}?ve=profile" in page
    assert 'name="ve" value="profile"' in client.get(f"{rename}?ve=profile").content.decode()
    assert client.post(rename, {"title": "Trễ", "ve": "profile"})["Location"] == profile
    deleted = client.post(reverse("search-delete", args=[row.pk]), {"ve": "profile"})
    assert deleted["Location"] == f"{profile}?da-xoa={row.pk}"
    after = client.get(deleted["Location"]).content.decode()
    assert "Đã xóa bộ lọc “Trễ”" in after
    assert "Trễ</a>" not in after
    assert client.post(reverse("search-restore", args=[row.pk]), {"ve": "profile"})["Location"] == profile
    assert "Trễ</a>" in client.get(profile).content.decode()
    assert "Trễ" not in sign_in("clerk").get(profile).content.decode()


def test_no_address_of_others_is_returned_to(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn
) -> None:
    row = save(title="Quá hạn", address=OVERDUE, by=actor(cast["specialist"]), at=AT)
    answer = sign_in("specialist").post(reverse("search-delete", args=[row.pk]), {"ve": "//example.com"})
    assert answer["Location"].startswith(reverse("search-page"))


def test_nobody_sees_or_touches_what_another_keeps(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn
) -> None:
    row = save(title="Riêng", address=OVERDUE, by=actor(cast["specialist"]), at=AT)
    other = sign_in("clerk")
    assert "Riêng" not in other.get(reverse("search-page")).content.decode()
    for name in ("search-rename", "search-delete", "search-restore"):
        assert other.post(reverse(name, args=[row.pk]), {"title": "Của tôi"}).status_code == 404


@pytest.mark.parametrize(
    ("title", "said"),
    [("", "Vui lòng đặt tên"), ("Có rồi", "Đã có bộ lọc tên"), ("x" * 101, "dài quá 100"), ("Độ mật: Tối mật", "mức độ mật")],
)  # fmt: skip
def test_a_name_that_cannot_be_is_said_and_the_view_is_not_lost(
    assignments: list[Assignment], cast: dict[str, User], sign_in: SignIn, title: str, said: str
) -> None:
    save(title="Có rồi", address=OVERDUE, by=actor(cast["specialist"]), at=AT)
    page = sign_in("specialist").post(reverse("search-save"), {"title": title, "address": "/nhiem-vu/?q=a"})
    assert said in page.content.decode()
    assert 'value="/nhiem-vu/?q=a"' in page.content.decode()
    assert SavedSearch.objects.count() == 1


def test_the_fifty_first_is_refused(assignments: list[Assignment], cast: dict[str, User]) -> None:
    by = actor(cast["specialist"])
    for number in range(MOST_SAVED):
        save(title=f"Số {number}", address=OVERDUE, by=by, at=AT)
    with pytest.raises(Refused, match="tối đa 50"):
        save(title="Nữa", address=OVERDUE, by=by, at=AT)


@pytest.mark.parametrize(
    "address", ["https://example.com/nhiem-vu/", "//example.com/nhiem-vu/", "/dang-xuat/", "", "javascript:1"]
)
def test_only_our_own_lists_are_kept(assignments: list[Assignment], sign_in: SignIn, address: str) -> None:
    page = sign_in("specialist").post(
        reverse("search-save"), {"title": "Ngoài", "address": address}, follow=True
    )
    assert "không phải là một danh sách lưu được" in page.content.decode()
    assert not SavedSearch.objects.exists()
