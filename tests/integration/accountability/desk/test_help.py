"""Help: one page per role with its own first, whose pictures are there and whose links lead somewhere."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from accountability.accounts.models import User
from accountability.desk.help import PAGES
from accountability.desk.reading.help import own_page
from config.settings.environment import BASE_DIR
from tests.cast import actor
from tests.given import GoTo, SignIn

PICTURES = BASE_DIR / "static" / "help"
OWN = {
    "chair": "lanh-dao", "vice_chair": "lanh-dao", "clerk": "van-thu", "specialist": "chuyen-vien",
    "office_deputy": "chuyen-vien", "labour_head": "thu-truong", "labour_focal": "dau-moi", "labour_officer": "can-bo",
    "district_chair": "thu-truong", "commune_chair": "xa", "standing_head": "co-quan-thuong-truc", "party_secretary": "bi-thu",
}  # fmt: skip


def test_there_is_a_page_for_each_role_with_what_a_reader_asks() -> None:
    assert len(PAGES) == 9
    for page in PAGES:
        assert page.morning, page.slug
        assert page.late, page.slug
        assert page.ask, page.slug
        assert len(page.acts) >= 5, page.slug
        assert all(act.steps for act in page.acts), page.slug
        assert len({act.key for act in page.acts}) == len(page.acts), page.slug
        assert 3 <= len(page.first) <= 5, page.slug
        assert any(step.key == "ho-so" for step in page.first), page.slug


def test_every_address_that_help_names_is_there() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for page in PAGES:
        assert {step.address for step in page.first} <= names, page.slug
        assert {name for act in page.acts for name in act.names} <= names, page.slug


def test_the_pictures_are_there_are_small_and_are_told_in_words() -> None:
    wanted = {page.picture for page in PAGES} | {act.picture for page in PAGES for act in page.acts}
    pictures = {picture for picture in wanted if picture is not None}
    assert {picture.name for picture in pictures} == {file.stem for file in PICTURES.glob("*.webp")}
    assert all(len(picture.alt) > 20 for picture in pictures)
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) <= 400_000


@pytest.mark.django_db
def test_everybody_finds_his_own_page_first(cast: dict[str, User], go_to: GoTo) -> None:
    assert {who: own_page(actor(cast[who])).slug for who in OWN} == OWN


@pytest.mark.django_db
def test_every_page_links_to_help_and_a_form_to_its_own_act(
    cast: dict[str, User], go_to: GoTo, sign_in: SignIn
) -> None:
    client = sign_in("labour_head")
    assert f'href="{reverse("help")}"' in client.get("/thong-bao/").content.decode()
    asked = client.get(f"{reverse('help')}?viec=assignment-claim")
    assert asked.headers["Location"] == f"{reverse('help-role', args=['thu-truong'])}#hoan-thanh"
    assert client.get(f"{reverse('help')}?viec=khong-co").headers["Location"] == reverse("help")
    assert client.get(reverse("help-role", args=["khong-co"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_each_page_can_be_read(page: object, cast: dict[str, User], go_to: GoTo, sign_in: SignIn) -> None:
    text = sign_in("outsider").get(reverse("help-role", args=[page.slug])).content.decode()  # type: ignore[attr-defined]
    for act in page.acts:  # type: ignore[attr-defined]
        assert f'id="{act.key}"' in text
