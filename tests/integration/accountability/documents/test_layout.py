"""Every ordinary kind of document under the ruler (DOMAIN §1.2), with the wording that the Office begins with.

One PDF per kind, as it is issued; no database. The parts that all kinds share are measured in full beside printing.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.template.loader import render_to_string

from accountability.documents.annex import AnnexRow
from accountability.documents.models import OutgoingDocument
from accountability.documents.paper import TEMPLATE, _context
from accountability.documents.rules import KINDS, Kind, State
from accountability.documents.rules.own_wording import OWN
from accountability.printing.pdf import print_html
from accountability.printing.rules import Letter
from tests.paper import Line, Page, pages_of

MEASURED = (Kind.URGE, Kind.EXTRACT, Kind.CONCLUSION, Kind.HANDOVER)
LEFT, RIGHT = 30.0, 15.0
LONG = "Rà soát, làm sạch dữ liệu dân cư, đồng bộ tài khoản an sinh xã hội của các đối tượng hưởng trợ cấp trên địa bàn tỉnh "


def drawn(kind: Kind) -> list[Page]:
    rule = KINDS[kind]
    issuer = "VĂN PHÒNG"
    series = "UBND-VX" if not rule.heading else f"{rule.series}-VP"
    places = {"don_vi": "Sở Lao động - Thương binh và Xã hội", "ngay": "ngày 07/12/2022", "so_viec": "60"}
    wording = OWN[kind]

    def filled(text: str) -> str:
        return re.sub(
            r"{{(\w+)}}", lambda found: places.get(found[1], "Trưởng phòng Nội chính, Văn xã"), text
        )

    letter = Letter(
        parent="ỦY BAN NHÂN\u00a0DÂN TỈNH\u00a0NGHỆ\u00a0AN", issuer=issuer, issuer_name="Văn phòng UBND tỉnh Nghệ An",
        symbol=series, number="07", signed_on=date(2022, 12, 7), recipients=("Như trên", "Chánh Văn phòng (b/c)", "Lưu: VT, VX"),
        signer_lines=("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), signer_name="Nguyễn Văn A",
        subject="" if rule.heading else filled(wording.abstract), urgency="" if rule.heading else "KHẨN",
    )  # fmt: skip
    position = SimpleNamespace(title="Trưởng phòng Nội chính, Văn xã, Văn phòng UBND tỉnh Nghệ An")
    document = SimpleNamespace(
        kind=kind, rule=rule, abstract=filled(wording.abstract), body=filled(wording.body), state=State.SIGNED,
        is_assumed=False, from_position=position, to_position=position,
        sent_to=lambda: [SimpleNamespace(printed=f"Sở thứ {number}") for number in range(1, 4)],
    )  # fmt: skip
    rows = [
        AnnexRow(n, f"{n}. {LONG}", "Báo cáo kết quả", "Kế hoạch số 801/KH-UBND ngày 07/11/2022", "Sở Lao động - Thương binh và Xã hội",
                 "Công an tỉnh; BHXH tỉnh", "15/11/2022", "Chưa tiếp nhận; quá hạn 22 ngày", 22)
        for n in range(1, 61)
    ]  # fmt: skip
    markup = render_to_string(TEMPLATE, _context(cast(OutgoingDocument, document), rows, letter))
    return pages_of(print_html(markup, archival=True).data)


@pytest.fixture(scope="module", params=MEASURED, ids=lambda kind: kind.value)
def paper(request: pytest.FixtureRequest) -> tuple[Kind, list[Page]]:
    return request.param, drawn(request.param)


def line(pages: list[Page], start: str) -> Line:
    return next(found for page in pages for found in page.lines if found.text.startswith(start))


def upright(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.width < page.height]


def across(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.width > page.height]


def test_each_part_has_its_size_and_face(paper: tuple[Kind, list[Page]]) -> None:
    kind, pages = paper
    heading = KINDS[kind].heading
    table: list[tuple[str, tuple[float, bool, bool]]] = [
        ("CỘNG HÒA XÃ HỘI", (12, True, False)), ("Độc lập", (13, True, False)), ("VĂN PHÒNG", (12, True, False)),
        ("Số: 07/", (13, False, False)), ("Nghệ An, ngày 07", (13, False, True)), ("Nơi nhận:", (12, True, True)),
        ("- Chánh Văn phòng (b/c);", (11, False, False)), ("- Lưu: VT, VX.", (11, False, False)),
        ("TL. CHỦ TỊCH", (14, True, False)), ("PHÓ CHÁNH", (14, True, False)), ("Nguyễn Văn A", (14, True, False)),
        ("Phụ lục", (14, True, False)), ("(Kèm theo", (14, False, True)),
    ]  # fmt: skip
    table += (
        [(heading, (14, True, False))]
        if heading
        else [("V/v", (12, False, False)), ("Kính gửi:", (14, False, False))]
    )
    for start, face in table:
        assert line(pages, start).face == face, start


def test_pages_margins_and_letters_are_those_of_the_decree(paper: tuple[Kind, list[Page]]) -> None:
    _, pages = paper
    for page in pages:
        assert sorted((round(page.width), round(page.height))) == [210, 297]
        body = [one for one in page.lines if one.top > 19]
        assert min(one.left for one in body) >= LEFT - 0.2
        assert max(one.right for one in body) <= page.width - RIGHT + 0.3
        assert max(one.bottom for one in body) <= page.height - 20 + 0.2
        assert all(rule.left >= LEFT - 0.5 and rule.right <= page.width - RIGHT + 0.5 for rule in page.rules)
        runs = [run for one in page.lines for run in one.runs if run.text.strip()]
        assert all(run.font.startswith("Tinos-Don-Doc") for run in runs)
        assert {run.color for run in runs if run.text.strip() != "KHẨN"} == {(0.0, 0.0, 0.0)}


def test_pages_are_numbered_from_the_second_and_the_annex_by_itself(paper: tuple[Kind, list[Page]]) -> None:
    _, pages = paper
    for part in (upright(pages), across(pages)):
        for number, page in enumerate(part, 1):
            above = [one for one in page.lines if one.bottom < 19]
            assert [one.text for one in above] == ([] if number == 1 else [str(number)])
            for one in above:
                assert one.face == (13, False, False)
                assert abs(one.middle - (LEFT + page.width - RIGHT) / 2) < 0.6


def test_the_body_is_justified_with_its_indent_and_gaps(paper: tuple[Kind, list[Page]]) -> None:
    kind, pages = paper
    text = [one for page in upright(pages) for one in page.lines]
    end = next(place for place, one in enumerate(text) if one.text.endswith("./."))
    body = [one for one in text[: end + 1] if one.runs[0].size == 14 and one.left < 45]
    begins = [one for one in body if one.left > LEFT + 5]
    assert begins
    assert all(10 <= one.left - LEFT <= 12.9 for one in begins if not one.text.startswith("Kính gửi")), kind
    inner = [above for above, below in pairwise(body) if below not in begins]
    assert inner, "a line that another of its paragraph follows"
    assert all(one.right == pytest.approx(210 - RIGHT, abs=0.4) for one in inner), (
        "justified to the right margin"
    )
    for page in upright(pages):
        own = [one for one in page.lines if one in body]
        for above, below in pairwise(own):
            if below in begins and below.top > above.top:
                assert below.top - above.bottom >= 6 * 25.4 / 72 - 1.2, below.text


def test_who_signs_stands_in_the_right_half_with_room_for_the_signature(
    paper: tuple[Kind, list[Page]],
) -> None:
    _, pages = paper
    page = next(one for one in pages if any(found.text == "Nguyễn Văn A" for found in one.lines))
    name, title, told = page.line("Nguyễn Văn A"), page.line("PHÓ CHÁNH"), page.line("Nơi nhận:")
    assert abs(name.middle - title.middle) < 0.5
    assert name.middle == pytest.approx(LEFT + (210 - LEFT - RIGHT) * 0.75, abs=1)
    assert name.top - title.bottom >= 25, "room for a seal of 37 mm that overlaps title and name"
    assert told.left == pytest.approx(LEFT, abs=0.3)
    assert told.right < title.left
    # The block is never torn, and never alone on its page.
    assert page.line("TL. CHỦ TỊCH")
    assert any(one.text.endswith("./.") for one in page.lines)


def test_the_annex_names_what_it_belongs_to_and_repeats_its_head(paper: tuple[Kind, list[Page]]) -> None:
    kind, pages = paper
    annex = across(pages)
    assert len(annex) >= 3
    first = annex[0]
    number, name, source = (
        first.line("Phụ lục"),
        first.line(KINDS[kind].lists.upper()[:12]),
        first.line("(Kèm theo"),
    )
    assert number.top < name.top < source.top
    for one in (number, name, source):
        assert abs(one.middle - (LEFT + first.width - RIGHT) / 2) < 1
    for page in annex:
        head = page.line("TT")
        assert all(run.bold for run in head.runs if run.text.strip())
    shown = [
        int(found[1])
        for page in annex
        for one in page.lines
        if (found := re.match(r"(?:\d+ )?(\d+)\. Rà soát", one.text))
    ]
    assert shown == list(range(1, 61)), "each row once, in its order"


def test_minutes_are_signed_by_both_parties_on_one_line_above_who_confirms(
    paper: tuple[Kind, list[Page]],
) -> None:
    kind, pages = paper
    if kind != Kind.HANDOVER:
        assert not any(one.text.startswith("BÊN GIAO") for page in pages for one in page.lines)
        return
    page: Any = next(one for one in pages if any("BÊN GIAO" in found.text for found in one.lines))
    giver, taker = page.line("BÊN GIAO"), page.line("BÊN NHẬN")
    assert giver.top == pytest.approx(taker.top, abs=0.2)
    half = (210 - LEFT - RIGHT) / 2
    assert giver.middle == pytest.approx(LEFT + half / 2, abs=1)
    assert taker.middle == pytest.approx(LEFT + half * 1.5, abs=1)
    titles = [
        one for one in page.lines if one.text.startswith("Trưởng phòng Nội chính") and one.top > giver.top
    ]
    assert len(titles) == 2, "each under its party"
    assert line(pages, "TL. CHỦ TỊCH").top - max(one.bottom for one in titles) >= 25 or page is not next(
        one for one in pages if any(found.text.startswith("TL. CHỦ TỊCH") for found in one.lines)
    )
