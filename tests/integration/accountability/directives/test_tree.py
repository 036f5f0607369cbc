"""The tree on a directive's page: rolled up, laggards first, leaves on demand, of what one may see."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, Coordination, DirectiveEffect
from accountability.directives.models import Directive, Relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(given_to_districts) -> Directive:
    """One duty given to 21 districts."""
    return given_to_districts


@pytest.fixture
def more(given):
    """Further duties of the document, each of so many communes."""

    def add(duties: int, leads: int, **changes) -> None:
        first = Assignment.objects.filter(directive=given).order_by("rank").first()
        columns = [
            one.attname for one in Assignment._meta.concrete_fields if one.name not in ("id", "process")
        ]
        communes = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("pk")[:leads])
        rows = []
        for duty in range(duties):
            for place, lead in enumerate(communes):
                row = Assignment(**{name: getattr(first, name) for name in columns})
                row.rank, row.lead_agency, row.duty_key = 1000 + duty * 500 + place, lead, f"xa-{duty}"
                row.title, row.group = f"Việc của xã {duty}", "Nhóm B"
                for name, value in changes.items():
                    setattr(row, name, value)
                rows.append(row)
        Assignment.objects.bulk_create(rows)

    return add


@pytest.fixture
def tree(as_, given):
    """The tree as somebody sees it."""

    def get(query: str = "", name: str = "specialist") -> str:
        response = as_(name).get(reverse("directive-detail", args=[given.pk]) + query)
        assert response.status_code == 200
        text = unescape(response.content.decode())
        return text[text.index('id="cay"') : text.index('id="nhiem-vu"')]

    return get


def test_a_duty_is_rolled_up_with_its_assignments_and_their_parts(tree, given, province) -> None:
    rows = list(Assignment.objects.filter(directive=given).order_by("rank"))
    Assignment.objects.filter(pk=rows[0].pk).update(state="done", done_on=rows[0].assigned_on)
    Assignment.objects.filter(pk=rows[1].pk).update(due_on=date(2022, 1, 1))
    Assignment.objects.filter(pk=rows[2].pk).update(state="withdrawn")
    Coordination.objects.filter(assignment__directive=given).delete()
    Coordination.objects.create(assignment=rows[1], agency=province.agency("NHNN"), duty="Cung cấp số liệu")
    text = tree()
    assert "01/20 xong · quá hạn 1" in text
    assert "không tính tiến độ 1" in text
    assert "1/1 phần chưa báo cáo" in text
    assert "Cung cấp số liệu" in text
    names = [rows[1].lead_name, rows[3].lead_name, rows[0].lead_name, rows[2].lead_name]
    assert sorted(names, key=text.index) == names, "late, on its way, done, set aside"


def test_headings_with_more_that_is_late_come_first(tree, more, given) -> None:
    Assignment.objects.filter(directive=given).update(group="Nhóm A")
    more(1, 3, due_on=date(2022, 1, 1))
    text = tree()
    assert text.index("Nhóm B") < text.index("Nhóm A")


def test_what_a_later_document_did_is_marked(tree, given, clerk_document) -> None:
    row = Assignment.objects.filter(directive=given).order_by("rank").first()
    relation = Relation.objects.create(
        later=clerk_document,
        earlier=given,
        kind="amends",
        planned_at=given.registered_at,
        in_force_at=given.registered_at,
    )
    for state in ("planned", "in_force"):
        DirectiveEffect.objects.update_or_create(
            relation=relation, assignment=row, kind="extend",
            defaults={"state": state, "new_due_on": date(2023, 1, 31), "in_force_at": given.registered_at if state == "in_force" else None},
        )  # fmt: skip
        assert ("Gia hạn" in tree()) == (state == "in_force")


@pytest.fixture
def clerk_document(given) -> Directive:
    later = Directive.objects.get(pk=given.pk)
    later.pk, later._state.adding, later.process, later.number = None, True, None, "999"
    later.save()
    return later


def test_many_leaves_are_read_for_one_duty_at_a_time_and_cut(tree, more, given) -> None:
    more(3, 50)
    closed = tree()
    assert "Mở 50 đơn vị" in closed
    assert 'class="leaves"' not in closed
    one = Assignment.objects.filter(directive=given, duty_key="xa-1").order_by("pk").first()
    opened = tree(f"?mo={one.pk}")
    assert "40/50 đơn vị" in opened
    assert "Xem cả 50 nhiệm vụ" in opened
    assert opened.count("Mở 50 đơn vị") == 2
    assert 'class="leaves"' not in tree("?mo=99999999")
    assert 'class="leaves"' not in tree("?mo=x")


def test_the_number_of_queries_does_not_grow(tree, more, given) -> None:
    def queries(query: str = "") -> int:
        tree(query)
        with CaptureQueriesContext(connection) as captured:
            tree(query)
        return len(captured)

    more(1, 60)
    opened = f"?mo={Assignment.objects.filter(directive=given, duty_key='xa-0').order_by('pk').first().pk}"
    few = queries(), queries(opened)
    more(20, 50)
    assert (queries(), queries(opened)) == few


def test_an_agency_sees_its_own_branch_only(tree, more, given) -> None:
    more(1, 3)
    text = tree(name="district_chair")
    assert "00/01 xong" in text
    assert "Huyện Diễn Châu" not in text


def test_before_it_is_given_a_document_has_no_tree(as_, in_review) -> None:
    text = as_("specialist").get(reverse("directive-detail", args=[in_review.pk])).content.decode()
    assert 'id="cay"' not in text
    assert reverse("matrix-directive", args=[in_review.pk]) not in text
