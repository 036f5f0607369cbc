"""How the events of intake read as Vietnamese sentences."""

from __future__ import annotations

from accountability.audit.presenters import register_titles
from accountability.core.saying import say

SENTENCES = {
    "extraction.read": say("Đọc văn bản để bóc tách"),
    "proposal.change": say("Sửa đề xuất bóc tách"),
    "proposal.confirm": say("Xác nhận đề xuất bóc tách"),
    "proposal.drop": say("Bỏ đề xuất bóc tách"),
    "proposal.restore": say("Khôi phục đề xuất bóc tách"),
    "proposal.merge": say("Gộp đề xuất bóc tách"),
    "proposal.split": say("Tách đề xuất bóc tách"),
    "annex.read": say("Đọc phụ lục"),
    "annex.layout": say("Đổi cách đọc cột của phụ lục"),
    "annex.correct": say("Sửa dòng của phụ lục"),
    "annex.commit": say("Ghi nhiệm vụ từ phụ lục"),
    "annex.undo": say("Hoàn tác nhiệm vụ ghi từ phụ lục"),
    "annex.discard": say("Bỏ bản đọc phụ lục"),
    "annex.ask_read": say("Đề nghị đọc phụ lục lớn"),
    "annex.ask_write": say("Đề nghị ghi nhiệm vụ từ phụ lục lớn"),
    "annex.call_off": say("Hủy xử lý phụ lục lớn"),
    "annex.fail": say("Xử lý phụ lục lớn không xong"),
}


def register_all() -> None:
    """Make our sentences known to the audit's pages; called once when the application starts."""
    register_titles(SENTENCES)
