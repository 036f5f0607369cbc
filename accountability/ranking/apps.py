"""The room of the ranking of agencies."""

from django.apps import AppConfig

from accountability.core.saying import say


class RankingConfig(AppConfig):
    """Xếp hạng."""

    name = "accountability.ranking"
    label = "ranking"
    verbose_name = "Xếp hạng đơn vị"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register our kinds of mail and our sentences of the audit."""
        from accountability.audit.presenters import register_titles
        from accountability.ranking.kinds import register_kinds

        register_kinds()
        register_titles(
            {
                "ranking.publish_formula": say("Công bố công thức xếp hạng"),
                "ranking.start": say("Lập bảng xếp hạng"),
                "ranking.count": say("Tính bảng xếp hạng"),
                "ranking.fail": say("Không tính xong bảng xếp hạng"),
                "ranking.open_window": say("Mở thời gian kiến nghị về xếp hạng"),
                "ranking.object": say("Kiến nghị về kết quả xếp hạng"),
                "ranking.answer": say("Trả lời kiến nghị về xếp hạng"),
                "ranking.freeze": say("Chốt bảng xếp hạng"),
                "ranking.submit": say("Trình Chủ tịch bảng xếp hạng"),
                "ranking.approve": say("Phê duyệt, công bố bảng xếp hạng"),
                "ranking.return": say("Trả lại bảng xếp hạng"),
            }
        )
