"""The one question: may this actor, standing so to the row, do this? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accountability.access.actor import Actor, Seat
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation, Role
from accountability.access.verdict import Allowed, Denied, Verdict
from accountability.core.saying import say

__all__ = ["Actor", "Allowed", "Denied", "Seat", "Verdict", "decide", "may", "seats_with"]

_REASONS: Mapping[Permission, str] = {
    Permission.ACKNOWLEDGE: say("Chỉ cơ quan chủ trì được tiếp nhận nhiệm vụ."),
    Permission.RETURN_TASK: say("Chỉ thủ trưởng cơ quan chủ trì được trả lại nhiệm vụ."),
    Permission.NAME_OFFICER: say("Chỉ thủ trưởng cơ quan chủ trì được phân công người thực hiện."),
    Permission.UPDATE_PROGRESS: say("Chỉ cơ quan chủ trì được cập nhật kết quả."),
    Permission.RAISE_OBSTACLE: say("Chỉ cơ quan chủ trì được nêu khó khăn, vướng mắc."),
    Permission.REPORT_COORDINATION: say("Chỉ cơ quan phối hợp được báo cáo phần việc phối hợp."),
    Permission.CLAIM_COMPLETION: say("Chỉ thủ trưởng cơ quan chủ trì được báo cáo hoàn thành."),
    Permission.SUBMIT_PRODUCT: say("Chỉ thủ trưởng cơ quan chủ trì được trình sản phẩm."),
    Permission.VERIFY: say("Chỉ cơ quan xác nhận được xác nhận kết quả; không ai tự xác nhận việc của mình."),
    Permission.REQUEST_EXTENSION: say("Chỉ thủ trưởng cơ quan chủ trì được đề nghị gia hạn."),
    Permission.DECIDE_EXTENSION: say("Chỉ lãnh đạo đã giao nhiệm vụ được quyết định gia hạn."),
    Permission.CONFIRM_OWED_DAYS: say(
        "Chỉ lãnh đạo UBND tỉnh hoặc Phó Chánh Văn phòng phụ trách được xác nhận số ngày."
    ),
    Permission.REPORT_AT_ONCE: say(
        "Chỉ Tổ phó thường trực hoặc Phó Chánh Văn phòng phụ trách được báo cáo ngay."
    ),
    Permission.URGE: say(
        "Chỉ chuyên viên, Trưởng phòng, lãnh đạo Văn phòng theo dõi lĩnh vực được gửi đôn đốc."
    ),
    Permission.REPORT_NOTHING: say("Chỉ thủ trưởng cơ quan chủ trì được báo cáo không phát sinh."),
    Permission.ASK_EXEMPTION: say("Chỉ thủ trưởng cơ quan chủ trì được đề nghị không thuộc đối tượng."),
    Permission.ANSWER_EXEMPTION: say(
        "Chỉ Trưởng phòng hoặc Phó Chánh Văn phòng phụ trách trả lời đề nghị này."
    ),
    Permission.DROP_FOLLOWING: say(
        "Chỉ Phó Chánh Văn phòng phụ trách hoặc Chánh Văn phòng được thôi theo dõi nhiệm vụ."
    ),
    Permission.EXPLAIN: say("Chỉ thủ trưởng cơ quan chủ trì được giải trình."),
    Permission.VIEW_EXPLANATION: say(
        "Nội dung giải trình chỉ dành cho người gửi, cấp trên trực tiếp, Văn phòng và lãnh đạo quyết định."
    ),
    Permission.DECIDE: say("Chỉ lãnh đạo UBND tỉnh được cho ý kiến chỉ đạo."),
    Permission.GIVE_OPINION: say("Chỉ Văn phòng được nêu ý kiến đề xuất."),
    Permission.APPROVE_DIRECTIVE: say(
        "Chỉ Trưởng phòng hoặc Phó Chánh Văn phòng phụ trách được duyệt giao nhiệm vụ."
    ),
    Permission.VIEW_AWARENESS: say(
        "Chỉ Văn phòng, lãnh đạo và cơ quan nhận văn bản xem được ai đã biết văn bản."
    ),
    Permission.CONFIRM_RECEIPT: say(
        "Chỉ thủ trưởng, đầu mối của cơ quan nhận được xác nhận đã nhận văn bản."
    ),
    Permission.RECORD_BRIEFING: say("Chỉ thủ trưởng, đầu mối của cơ quan nhận được ghi nhận quán triệt."),
    Permission.NAME_READERS: say(
        "Chỉ Văn phòng và thủ trưởng cơ quan nhận được chỉ định, nhắc người phải đọc văn bản."
    ),
    Permission.KEEP_CENTRAL: say("Chỉ Văn phòng được ghi, theo dõi nhiệm vụ Trung ương giao tỉnh."),
    Permission.HAND_ON: say(
        "Chỉ thủ trưởng, đầu mối của cơ quan chủ trì được giao lại, kết thúc phần việc trong cơ quan."
    ),
    Permission.ENTER_READING: say(
        "Chỉ cơ quan chủ quản chỉ tiêu (hoặc cơ quan được giao tự nhập) được nhập số liệu."
    ),
    Permission.KEEP_INDICATOR: say("Chỉ Văn phòng được lập chỉ tiêu, giao mức và gắn nhiệm vụ."),
    Permission.VIEW_RANKING: say("Bảng xếp hạng này chưa được công bố."),
    Permission.OBJECT_TO_RANKING: say(
        "Chỉ thủ trưởng, đầu mối của đơn vị được kiến nghị về kết quả xếp hạng."
    ),
    Permission.KEEP_RANKING: say(
        "Chỉ chuyên viên theo dõi, Trưởng phòng, lãnh đạo Văn phòng được lập bảng xếp hạng."
    ),
    Permission.SUBMIT_RANKING: say(
        "Chỉ lãnh đạo Văn phòng được chốt, trình bảng xếp hạng và công bố công thức."
    ),
    Permission.DECIDE_RANKING: say("Chỉ Chủ tịch UBND tỉnh được phê duyệt hoặc trả lại bảng xếp hạng."),
    Permission.VIEW_DOCUMENT: say("Chỉ Văn phòng, lãnh đạo UBND tỉnh xem được sổ đăng ký văn bản đi."),
    Permission.DRAFT_DOCUMENT: say("Chỉ chuyên viên, Trưởng phòng, lãnh đạo Văn phòng được soạn văn bản đi."),
    Permission.SIGN_DOCUMENT: say("Chỉ người ký ghi trên dự thảo được ký, trả lại dự thảo."),
    Permission.ISSUE_DOCUMENT: say("Chỉ văn thư được cấp số, phát hành, thu hồi văn bản."),
    Permission.KEEP_WORDING: say("Chỉ Trưởng phòng, lãnh đạo Văn phòng được sửa mẫu văn bản."),
    Permission.DRAFT_REPORT: say("Chỉ cơ quan thường trực của chương trình được soạn báo cáo này."),
    Permission.REVIEW_REPORT: say("Chỉ khối phụ trách của Văn phòng được thẩm tra, trình báo cáo này."),
    Permission.ISSUE_REPORT: say(
        "Chỉ thủ trưởng, đầu mối của cơ quan thường trực được phát hành báo cáo này."
    ),
    Permission.KEEP_REPORT_KINDS: say(
        "Chỉ Trưởng phòng, Phó Chánh Văn phòng hoặc Chánh Văn phòng đặt được các loại báo cáo định kỳ."
    ),
    Permission.VIEW_POLICY: say("Chỉ Văn phòng và lãnh đạo UBND tỉnh xem được quy tắc nhắc việc, đôn đốc."),
    Permission.EDIT_POLICY: say(
        "Chỉ Trưởng phòng, Phó Chánh Văn phòng hoặc Chánh Văn phòng sửa được quy tắc nhắc việc, đôn đốc."
    ),
    Permission.EDIT_CALENDAR: say("Chỉ Văn phòng được sửa lịch làm việc."),
    Permission.EDIT_LISTS: say("Chỉ Văn phòng được lập, sửa danh sách cơ quan."),
    Permission.VIEW_OUTBOX: say("Chỉ Văn phòng xem được danh sách thư đi."),
    Permission.VIEW_SYSTEM: say("Chỉ Văn phòng xem được tình trạng hệ thống."),
}
_GENERAL_REASON = say("Chức danh của bạn không được làm việc này.")


def seats_with(
    actor: Actor, relations: Mapping[int, Iterable[Relation]], permission: Permission
) -> tuple[Seat, ...]:
    """The positions by which the actor may: `relations` maps a position's key to how it stands to the row."""
    return tuple(
        seat
        for seat in actor.seats
        if any(
            permission in ROLES[seat.role].may.get(relation, frozenset())
            for relation in {Relation.ANY, *relations.get(seat.position_id, ())}
        )
    )


def decide(actor: Actor, relations: Mapping[int, Iterable[Relation]], permission: Permission) -> Verdict:
    """May the actor, whose positions stand so to the row, do it? A refusal carries its reason in Vietnamese."""
    if seats_with(actor, relations, permission):
        return Allowed()
    return Denied(_REASONS.get(permission, _GENERAL_REASON))


def may(actor: Actor, permission: Permission) -> Verdict:
    """May the actor do something that no single row decides (open the list of mails, register a directive)?"""
    return decide(actor, {}, permission)


def roles_allowing(permission: Permission, relation: Relation) -> frozenset[Role]:
    """The roles that hold the permission in that relation; the SQL filters are built from it."""
    return frozenset(
        role for role, entry in ROLES.items() if permission in entry.may.get(relation, frozenset())
    )
