"""Who sees and enters which figures, on pages: a grid, a pasted table, the list, one indicator, one agency."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.access.permissions import Permission
from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.indicators.access import may_on, reach, visible_to
from accountability.indicators.actions import (
    Entry,
    IndicatorSpec,
    define_indicator,
    record_readings,
    set_goal,
)
from accountability.indicators.models import Indicator, Reading, ReadingDoubt
from accountability.indicators.rules import Figure, Kind, State
from tests.cast import CAST, Province, actor
from tests.given import SignIn
from tests.integration.accountability.indicators.conftest import AT, Tell, month

pytestmark = pytest.mark.django_db
OCTOBER = "?ky=2022-10-01"
ABOUT = {"data_on": "2022-10-31", "source": "Cổng dịch vụ công"}


def test_the_door_the_reach_and_the_list_say_the_same_for_everybody(
    indicator: Indicator, cast: dict[str, User]
) -> None:
    keys = list(Agency.objects.filter(kind__in=["HU", "UB"]).values_list("pk", flat=True))
    for entered_by in Indicator.EnteredBy.values:
        Indicator.objects.update(entered_by=entered_by)
        indicator.refresh_from_db()
        for member in [*CAST, "commune_chair"]:
            person = actor(cast[member])
            for permission in (Permission.VIEW_INDICATOR, Permission.ENTER_READING):
                by_door = {pk for pk in keys if may_on(person, indicator, pk, permission)}
                assert by_door == {pk for pk in keys if pk in reach(person, indicator, permission)}, member
            sees = any(may_on(person, indicator, pk, Permission.VIEW_INDICATOR) for pk in keys)
            assert visible_to(person).exists() == sees, member


def test_a_district_and_its_secretary_see_its_own_row_only(
    indicator: Indicator, tell: Tell, sign_in: SignIn
) -> None:
    tell({"H412": "20", "H425": "33,33"})
    for member in ("district_chair", "party_secretary"):
        page = sign_in(member).get(reverse("indicator-detail", args=[indicator.pk])).content.decode()
        assert "20\u00a0%" in page
        assert "33,33" not in page
    assert sign_in("outsider").get(reverse("indicator-detail", args=[indicator.pk])).status_code == 404


def test_a_grid_is_taken_as_a_whole(indicator: Indicator, sign_in: SignIn, province: Province) -> None:
    client, url = sign_in("standing_head"), reverse("figures-enter", args=[indicator.pk]) + OCTOBER
    vinh, dien_chau = province.agency("H412").pk, province.agency("H425").pk

    wrong = client.post(url, ABOUT | {f"value-{vinh}": "5,62", f"value-{dien_chau}": "5.62"}).content.decode()
    assert "1 dòng chưa đúng; chưa ghi gì." in wrong
    assert 'value="5,62"' in wrong  # What was typed is still there.
    assert not Reading.objects.exists()

    typed = {f"numerator-{vinh}": "562", f"denominator-{vinh}": "10.000", f"state-{dien_chau}": "nothing"}
    client.post(url, ABOUT | typed)
    assert [row.figure.state for row in Reading.objects.order_by("agency__rank")] == ["value", "nothing"]
    assert Reading.objects.get(agency=vinh).value is not None


def test_a_doubtful_figure_comes_back_with_its_question(
    indicator: Indicator, sign_in: SignIn, province: Province
) -> None:
    client, url = sign_in("standing_head"), reverse("figures-enter", args=[indicator.pk]) + OCTOBER
    vinh = province.agency("H412").pk
    asked = client.post(url, ABOUT | {f"value-{vinh}": "120"}).content.decode()
    assert "lớn hơn 100 %" in asked
    client.post(url, ABOUT | {f"value-{vinh}": "120", f"answer-{vinh}": "Có hồ sơ kỳ trước"})
    assert ReadingDoubt.objects.get().answer == "Có hồ sơ kỳ trước"
    page = client.get(reverse("indicator-detail", args=[indicator.pk])).content.decode()
    assert "Có hồ sơ kỳ trước" in page


def test_a_pasted_table_is_shown_first_and_then_written(indicator: Indicator, sign_in: SignIn) -> None:
    client, url = sign_in("standing_head"), reverse("figures-paste", args=[indicator.pk]) + OCTOBER
    table = "STT\tĐơn vị\tTỷ lệ\n1\tVinh\t12,5\n2\tHuyện Diễn Châu\tchưa có số liệu"
    shown = client.post(url, ABOUT | {"pasted": table}).content.decode()
    assert "Xem trước: 2 cơ quan" in shown
    assert not Reading.objects.exists()
    client.post(url, ABOUT | {"pasted": table, "write": "1"})
    assert {row.agency.code: row.state for row in Reading.objects.all()} == {
        "H412": "value",
        "H425": "unknown",
    }


def test_a_name_that_nobody_knows_stops_the_table_and_keeps_it(indicator: Indicator, sign_in: SignIn) -> None:
    client, url = sign_in("standing_head"), reverse("figures-paste", args=[indicator.pk]) + OCTOBER
    table = "Vinh\t12,5\nDiễn Chân\t7"
    page = client.post(url, ABOUT | {"pasted": table, "write": "1"}).content.decode()
    assert "Dòng 2: không có “Diễn Chân”" in page
    assert "Diễn Chân\t7" in page
    assert not Reading.objects.exists()


def test_a_secret_is_forgotten(indicator: Indicator, sign_in: SignIn) -> None:
    url = reverse("figures-paste", args=[indicator.pk]) + OCTOBER
    page = sign_in("standing_head").post(url, ABOUT | {"pasted": "TỐI MẬT\nVinh\t12,5"}).content.decode()
    assert "data-secret-refused" in page
    assert "12,5" not in page


def test_a_file_of_another_kind_is_refused_with_a_reason(indicator: Indicator, sign_in: SignIn) -> None:
    url = reverse("figures-paste", args=[indicator.pk]) + OCTOBER
    upload = SimpleUploadedFile("so-lieu.exe", b"MZ")
    answer = sign_in("standing_head").post(url, ABOUT | {"file": upload})
    assert answer.status_code == 200
    assert "alert" in answer.content.decode()
    assert not Reading.objects.exists()


def test_the_list_and_an_agencys_page_tell_how_it_stands(
    indicator: Indicator, tell: Tell, sign_in: SignIn, province: Province
) -> None:
    tell({"H412": "20"})
    client = sign_in("chair")
    listed = client.get(reverse("indicator-list") + "?chuong-trinh=DA06").content.decode()
    assert "1 chậm so với tiến độ" in listed
    own = client.get(reverse("agency-indicators", args=[province.agency("H412").pk])).content.decode()
    assert 'data-standing="behind"' in own
    assert 'id="xu-the"' in own, "the figures of what lags are drawn"
    tell({"H412": "20,25"}, number=9)
    page = client.get(reverse("indicator-detail", args=[indicator.pk])).content.decode()
    assert '<span class="chip nowrap tone-none">20,25 %</span>' in page, (
        "a figure with decimals is written out"
    )


def test_the_list_is_narrowed_and_each_group_says_how_many_are_reached(
    indicator: Indicator, tell: Tell, sign_in: SignIn, cast: dict[str, User], province: Province
) -> None:
    by, labour = actor(cast["specialist"]), province.agency("SLDTBXH")
    for code, group in (("A", "Dịch vụ công"), ("B", "Dân cư")):
        spec = IndicatorSpec(
            code=code, name=f"Chỉ tiêu {code}", owner=labour, group=group, program=indicator.program
        )
        made = define_indicator(spec, by=by, at=AT)
        set_goal(
            made.pk, agency=labour, value=Decimal(5), start_on=date(2022, 1, 1), end_on=date(2022, 12, 31), by=by, at=AT
        )  # fmt: skip
        entry = Entry(labour, Figure(State.VALUE, Decimal(9)), date(2022, 10, 31), "Sổ")
        record_readings(made.pk, [entry], period=month(10), by=by, at=AT)
    tell({"H412": "20"})
    client, url = sign_in("chair"), reverse("indicator-list")
    page = client.get(url).content.decode()
    assert "01/02 chỉ tiêu đạt" in page
    assert "01/01 chỉ tiêu đạt" in page
    narrowed = client.get(url, {"nhom": "Dân cư"}).content.decode()
    assert "Chỉ tiêu B" in narrowed
    assert "Chỉ tiêu A" not in narrowed

    Indicator.objects.filter(code="A").update(ended_on=date(2022, 10, 31))
    assert "Chỉ tiêu A" not in client.get(url).content.decode()
    assert "Chỉ tiêu A" in client.get(url, {"tinh-trang": "ended"}).content.decode()
    assert "Không có chỉ tiêu nào khớp" in client.get(url, {"nhom": "không có"}).content.decode()


def test_a_place_in_a_ranking_tells_how_it_moved(
    cast: dict[str, User], sign_in: SignIn, province: Province, go_to: object
) -> None:
    by, owner, ubnd = actor(cast["specialist"]), province.agency("CAT"), province.agency("UBND")
    spec = IndicatorSpec(code="HANG", name="Thứ hạng", owner=owner, kind=Kind.RANK, direction="le", unit="")
    made = define_indicator(spec, by=by, at=AT)
    for number, place in ((8, 60), (9, 61), (10, 58)):
        entry = Entry(
            ubnd, Figure(State.VALUE, Decimal(place)), date(2022, number, 28), "Sổ", answer="đã đối chiếu"
        )
        record_readings(made.pk, [entry], period=month(number), by=by, at=AT)
    client = sign_in("chair")
    assert "Tăng 3 bậc" in client.get(reverse("indicator-detail", args=[made.pk])).content.decode()
    assert "Tăng 3 bậc" in client.get(reverse("agency-indicators", args=[ubnd.pk])).content.decode()


def test_more_figures_cost_no_more_statements(indicator: Indicator, tell: Tell, sign_in: SignIn) -> None:
    client, pages = (
        sign_in("chair"),
        [reverse("indicator-list"), reverse("indicator-detail", args=[indicator.pk])],
    )
    tell({"H412": "20"})

    def statements() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as caught:
                client.get(page)
            found.append(len(caught))
        return found

    few = statements()
    districts = Agency.objects.filter(kind="HU").exclude(code="H412").values_list("code", flat=True)
    tell(dict.fromkeys(districts, "20"))
    assert statements() == few
