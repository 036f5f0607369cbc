"""How the events of intake read as Vietnamese sentences."""

from __future__ import annotations

from accountability.audit.presenters import register_titles

SENTENCES = {
    "extraction.read": "Đọc văn bản để bóc tách",
    "proposal.change": "Sửa đề xuất bóc tách",
    "proposal.confirm": "Xác nhận đề xuất bóc tách",
    "proposal.drop": "Bỏ đề xuất bóc tách",
    "proposal.restore": "Khôi phục đề xuất bóc tách",
    "proposal.merge": "Gộp đề xuất bóc tách",
    "proposal.split": "Tách đề xuất bóc tách",
    "annex.read": "Đọc phụ lục",
    "annex.layout": "Đổi cách đọc cột của phụ lục",
    "annex.correct": "Sửa dòng của phụ lục",
    "annex.commit": "Ghi nhiệm vụ từ phụ lục",
    "annex.undo": "Hoàn tác nhiệm vụ ghi từ phụ lục",
    "annex.discard": "Bỏ bản đọc phụ lục",
    "annex.ask_read": "Đề nghị đọc phụ lục lớn",
    "annex.ask_write": "Đề nghị ghi nhiệm vụ từ phụ lục lớn",
    "annex.call_off": "Hủy xử lý phụ lục lớn",
    "annex.fail": "Xử lý phụ lục lớn không xong",
}


def register_all() -> None:
    """Make our sentences known to the audit's pages; called once when the application starts."""
    register_titles(SENTENCES)
