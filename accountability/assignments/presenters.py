"""How the events of assignments read as Vietnamese sentences."""

from __future__ import annotations

from accountability.audit.presenters import register_titles

SENTENCES = {
    "directive.register": "Đăng ký văn bản",
    "directive.review": "Trình duyệt bản bóc tách",
    "directive.return_split": "Trả lại bản bóc tách",
    "directive.approve": "Duyệt giao nhiệm vụ",
    "directive.sign": "Ký văn bản",
    "directive.issue": "Phát hành văn bản",
    "file.keep": "Lưu tệp",
    "sweep.claim": "Rà soát, đôn đốc",
    "explanation.demand": "Yêu cầu giải trình theo quy tắc",
    "policy.create": "Thêm quy tắc nhắc việc, đôn đốc",
    "policy.draft": "Lưu bản thảo quy tắc nhắc việc, đôn đốc",
    "policy.enforce": "Ban hành quy tắc nhắc việc, đôn đốc",
    "policy.discard": "Bỏ bản thảo quy tắc nhắc việc, đôn đốc",
    "policy.retire": "Thôi áp dụng quy tắc nhắc việc, đôn đốc",
    "decision.request": "Báo cáo Chủ tịch UBND tỉnh theo quy tắc",
    "assignment.draft": "Bóc tách nhiệm vụ",
    "assignment.redraft": "Sửa bản bóc tách",
    "assignment.drop_draft": "Bỏ khỏi bản bóc tách",
    "assignment.assign": "Giao nhiệm vụ",
    "assignment.acknowledge": "Tiếp nhận nhiệm vụ",
    "assignment.return": "Trả lại – không đúng thẩm quyền",
    "assignment.reassign": "Chuyển cơ quan chủ trì",
    "assignment.name_officer": "Phân công người thực hiện",
    "assignment.progress": "Cập nhật kết quả",
    "assignment.obstacle": "Nêu khó khăn, vướng mắc",
    "assignment.answer_obstacle": "Trả lời khó khăn, vướng mắc",
    "assignment.obstacle_powers": "Xác định vướng mắc thuộc thẩm quyền cấp trên",
    "assignment.confirm_owed": "Xác nhận số ngày thuộc trách nhiệm cấp trên",
    "assignment.set_ongoing": "Đặt nhiệm vụ thường xuyên, nhịp rà soát",
    "assignment.coordination": "Báo cáo phần phối hợp",
    "assignment.submit": "Trình sản phẩm",
    "assignment.review_submission": "Xem xét sản phẩm trình",
    "assignment.claim": "Báo cáo hoàn thành",
    "assignment.accept": "Xác nhận hoàn thành",
    "assignment.close_waiting": "Đóng báo cáo, sản phẩm chưa được xem xét",
    "assignment.rework": "Yêu cầu bổ sung, thực hiện lại",
    "assignment.ask_extension": "Đề nghị gia hạn",
    "assignment.refuse_extension": "Không đồng ý gia hạn",
    "assignment.close_extension": "Đề nghị gia hạn không còn cần xem xét",
    "assignment.deadline": "Thời hạn mới",
    "assignment.opinion": "Văn phòng nêu ý kiến đề xuất",
    "assignment.explain": "Gửi giải trình",
    "assignment.demand_explanation": "Yêu cầu giải trình",
    "assignment.report_at_once": "Báo cáo ngay Chủ tịch UBND tỉnh",
    "assignment.decide": "Lãnh đạo quyết định",
    "instruction.assign": "Ý kiến chỉ đạo: giao nhiệm vụ",
    "instruction.opinion": "Ý kiến chỉ đạo",
    "instruction.answer": "Ý kiến chỉ đạo về khó khăn, vướng mắc",
    "instruction.extend": "Ý kiến chỉ đạo: gia hạn",
    "instruction.refuse": "Ý kiến chỉ đạo: không gia hạn",
    "instruction.reassign": "Ý kiến chỉ đạo: chuyển cơ quan chủ trì",
    "instruction.accept": "Ý kiến chỉ đạo: chấp nhận giải trình",
    "instruction.call_in": "Ý kiến chỉ đạo: mời làm việc",
    "instruction.draft": "Ý kiến chỉ đạo: giao Văn phòng tham mưu văn bản",
    "instruction.explain": "Ý kiến chỉ đạo: yêu cầu giải trình",
}


def register_all() -> None:
    """Make our sentences known to the audit's pages; called once when the application starts."""
    register_titles(SENTENCES)
