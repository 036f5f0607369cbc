"""The story of the demo: the directives of Đề án 06 and what the conference of 7 November 2022 gave.

Facts are those of the published text; whatever the text does not say (a lead that the Office chose) carries the mark
"SỐ LIỆU GIẢ ĐỊNH" (`is_assumed`). Titles are our own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.facts import essential_services
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import actor_for
from accountability.assignments.actions import AssignmentSpec, LeaderWord, draft, instruct
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.rules import Duration
from accountability.core.zone import LOCAL, local
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program, ProgramFigure
from accountability.directives.rules import parse_reference
from workflows import acts

HELD_AT = datetime(2022, 11, 7, 17, 0, tzinfo=LOCAL)
_ASSIGNED_BY_OFFICE = "Cơ quan chủ trì do Văn phòng xác định (văn bản không nêu)"


def _agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def actor_of(username: str, at: datetime) -> Actor:
    """Somebody of the story with his positions of that day."""
    return actor_for(User.objects.get(username=username), today=local(at).date())


def _keep(program: Program, *, kind: str, text: str, on: date, abstract: str, issuer_text: str = "") -> None:
    acts.register_directive(
        DirectiveSpec(
            kind=kind, issuer=_agency("UBND"), issuer_text=issuer_text, issued_on=on, abstract=abstract, field="NC",
            reference=parse_reference(text), program=program, keep_only=True,
            signer=None if issuer_text else Position.objects.get(code="chutich"),
            signer_form="" if issuer_text else "TM",
        ),
        by=actor_of("vanthu", HELD_AT),
        at=HELD_AT,
    )  # fmt: skip


def _earlier_documents(program: Program) -> None:
    _keep(program, kind="QD", text="06/QĐ-TTg", on=date(2022, 1, 6), issuer_text="Thủ tướng Chính phủ",
          abstract="Phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển "
          "đổi số quốc gia giai đoạn 2022 – 2025, tầm nhìn đến năm 2030")  # fmt: skip
    _keep(program, kind="KH", text="78/KH-UBND", on=date(2022, 1, 28),
          abstract="Triển khai thực hiện Đề án 06 trên địa bàn tỉnh Nghệ An")  # fmt: skip
    _keep(program, kind="KH", text="523/KH-UBND", on=date(2022, 7, 21),
          abstract="Tăng cường triển khai, thực hiện Đề án 06 tại cấp xã của tỉnh Nghệ An")  # fmt: skip


def _figures(program: Program) -> None:
    source = "Hội nghị trực tuyến toàn tỉnh ngày 07/11/2022"
    for name, value in (
        ("Hồ sơ xử lý trực tuyến ngoài lĩnh vực cư trú, mọi lĩnh vực", "5.62"),
        ("Cấp căn cước công dân cho người thường trú có mặt trên địa bàn", "98.43"),
        ("Làm sạch dữ liệu tiêm chủng", "96"),
        ("Dịch vụ công lĩnh vực cư trú", "100"),
    ):
        ProgramFigure.objects.create(
            program=program, name=name, value=Decimal(value), data_on=HELD_AT.date(), source=source
        )


def _services() -> list[AssignmentSpec]:
    """The 25 essential services, one assignment per provincial agency that answers for some of them."""
    owned: dict[str, list[str]] = defaultdict(list)
    outside: dict[str, list[str]] = defaultdict(list)
    for service in essential_services():
        agency = _agency(service.agency_code)
        (owned if agency.answers_to_province else outside)[service.agency_code].append(service.name)
    specs = []
    for code, names in owned.items():
        helpers: Sequence[tuple[Agency, str]] = ()
        milestones = [(name, date(2022, 12, 31)) for name in names]
        if code == "CAT":  # The standing agency follows the services of bodies outside the province.
            helpers = [(_agency(other), "Thực hiện: " + "; ".join(rows)) for other, rows in outside.items()]
        specs.append(
            AssignmentSpec(
                title="Hoàn thành các dịch vụ công thiết yếu thuộc phạm vi quản lý (trong 25 dịch vụ của Đề án 06)",
                leads=[_agency(code)], coordinating=helpers, group="25 dịch vụ công thiết yếu",
                product="Dịch vụ được cung cấp trực tuyến", duration=Duration.FIXED, due_on=date(2022, 12, 31),
                deadline_words="trong năm 2022", deadline_note="Văn phòng nhập theo “trong năm 2022”",
                milestones=milestones, is_assumed=True, supervisor=Position.objects.get(code="phochutich"),
            )
        )  # fmt: skip
    return specs


def _online_rates() -> AssignmentSpec:
    day = HELD_AT.date()
    leads = [
        *Agency.objects.on(day).filter(kind="CM").exclude(code="VPUBND"),
        *Agency.objects.on(day).filter(kind="HU"),
    ]
    return AssignmentSpec(
        title="Nâng tỷ lệ hồ sơ dịch vụ công trực tuyến: dịch vụ thiết yếu từ 50 %, dịch vụ khác từ 20 % trở lên",
        leads=leads, group="Tỷ lệ dịch vụ công trực tuyến", product="Tỷ lệ hồ sơ trực tuyến đạt mức giao",
        duration=Duration.FIXED, due_on=date(2022, 12, 31), deadline_words="trong năm 2022",
        deadline_note="Văn phòng nhập theo “trong năm 2022”", supervisor=Position.objects.get(code="phochutich"),
        targets=[
            TargetSpec("Dịch vụ công thiết yếu thực hiện trực tuyến", Decimal(50)),
            TargetSpec("Dịch vụ công khác thực hiện trực tuyến", Decimal(20)),
        ],
    )  # fmt: skip


def _named_duties() -> list[AssignmentSpec]:
    police, office, labour = _agency("CAT"), _agency("VPUBND"), _agency("SLDTBXH")
    vinh, dien_chau = _agency("H412"), _agency("H425")
    leader = Position.objects.get(code="phochutich")
    return [
        AssignmentSpec(
            title="Tham mưu UBND tỉnh ban hành kế hoạch thực hiện các nhiệm vụ trọng tâm của Đề án 06",
            leads=[police], coordinating=[(office, "Thẩm tra, trình ký")], group="Kế hoạch trọng tâm",
            product="Kế hoạch của UBND tỉnh", deadline_words="ngay sau hội nghị",
            deadline_note=f"Văn bản không nêu ngày; cần hỏi lại. {_ASSIGNED_BY_OFFICE}", needs_submission=True,
            is_assumed=True, supervisor=leader,
        ),
        AssignmentSpec(
            title="Tạo lập tài khoản an sinh xã hội cho đối tượng chính sách, an sinh trên địa bàn tỉnh",
            leads=[labour], group="An sinh xã hội", product="Tài khoản an sinh xã hội được tạo lập, đưa vào sử dụng",
            coordinating=[
                (_agency("NHNN"), "Chỉ đạo các ngân hàng mở tài khoản"),
                (_agency("C06"), "Đối soát với Cơ sở dữ liệu quốc gia về dân cư"),
            ],
            duration=Duration.FIXED, due_on=date(2023, 1, 19), deadline_words="trong dịp Tết Nguyên đán 2023",
            deadline_note="Văn phòng đề xuất và nhập: 19/01/2023",
            milestones=[("Phương án triển khai", None), ("Hoàn thành, đưa vào thực hiện", date(2023, 1, 19))],
            supervisor=leader,
        ),
        AssignmentSpec(
            title="Báo cáo tiến độ thực hiện Đề án 06 định kỳ 15 ngày một lần cho Chủ tịch UBND tỉnh",
            leads=[police], coordinating=[(office, "Theo dõi, nắm tình hình, kết quả")], group="Theo dõi, báo cáo",
            product="Báo cáo định kỳ", duration=Duration.FIXED, due_on=date(2022, 11, 15), rhythm="half_month",
            series_from=date(2022, 11, 1), deadline_words="định kỳ 15 ngày/01 lần", supervisor=leader,
        ),
        AssignmentSpec(
            title="Đánh giá kết quả chỉ đạo điểm tại các xã, phường của thành phố Vinh và huyện Diễn Châu",
            leads=[police], group="Chỉ đạo điểm", product="Báo cáo, bài học kinh nghiệm",
            coordinating=[(vinh, "Tổng hợp kết quả trên địa bàn"), (dien_chau, "Tổng hợp kết quả trên địa bàn")],
            supervisor=leader,
        ),
        AssignmentSpec(
            title="Tuyên truyền, vận động tổ chức, cá nhân thực hiện dịch vụ công trực tuyến",
            leads=[_agency("STTTT")], group="Tuyên truyền", duration=Duration.ONGOING, review_days=30,
            deadline_words="thường xuyên", deadline_note=_ASSIGNED_BY_OFFICE, is_assumed=True, supervisor=leader,
        ),
        AssignmentSpec(
            title="Chuẩn bị điều kiện khi sổ hộ khẩu, sổ tạm trú hết giá trị sử dụng",
            leads=[police], group="Luật Cư trú",
            deadline_words="sổ hết giá trị sử dụng sau ngày 31/12/2022 (mốc của luật, không phải thời hạn)",
            deadline_note=_ASSIGNED_BY_OFFICE, is_assumed=True, supervisor=leader,
        ),
        AssignmentSpec(
            title="Trực tiếp kiểm tra, đánh giá việc triển khai của các đơn vị, địa phương; báo cáo ngay nơi làm chậm",
            leads=[police], lead_position=Position.objects.get(code="congan"), group="Kiểm tra",
            duration=Duration.ONGOING, review_days=15, deadline_words="thường xuyên", supervisor=leader,
        ),
    ]  # fmt: skip


@transaction.atomic
def load(*, at: datetime) -> None:
    """Load the story once; a second call does nothing. Needs the province and the program DA06."""
    program = Program.objects.get(code="DA06")
    if Directive.objects.filter(program=program).exists():
        return
    _earlier_documents(program)
    _figures(program)
    conclusion = acts.register_directive(
        DirectiveSpec(
            kind="TB", issuer=_agency("UBND"), issued_on=HELD_AT.date(), effective_at=HELD_AT, field="NC",
            abstract="Kết luận của Chủ tịch UBND tỉnh tại Hội nghị trực tuyến toàn tỉnh kiểm điểm kết quả thực hiện Đề án 06",
            signer=Position.objects.get(code="chutich"), program=program,
        ),
        by=actor_of("vanthu", HELD_AT),
        at=HELD_AT,
    )  # fmt: skip
    specialist, deputy = actor_of("chuyenvien", HELD_AT), actor_of("phochanhvanphong", HELD_AT)
    for spec in [*_named_duties(), _online_rates(), *_services()]:
        draft(conclusion, spec, by=specialist, at=HELD_AT)
    acts.send_to_review(conclusion.pk, by=specialist, at=HELD_AT)
    acts.approve_directive(conclusion.pk, by=deputy, at=HELD_AT)
    word = LeaderWord(
        leader=Position.objects.get(code="chutich"), decided_on=HELD_AT.date(), form="cuoc_hop",
        text="Giao nhiệm vụ tại Hội nghị trực tuyến toàn tỉnh",
    )  # fmt: skip
    instruct(word, act="assign", by=specialist, at=HELD_AT, directive=conclusion)
