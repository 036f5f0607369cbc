"""The room of the search."""

from django.apps import AppConfig

from accountability.core.saying import say


class SearchConfig(AppConfig):
    """What somebody looks for, keeps, and takes along."""

    name = "accountability.search"
    label = "search"
    verbose_name = "Tìm kiếm và xuất tệp"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what our verbs write down."""
        from accountability.audit.presenters import register_titles
        from accountability.search.annexes import register_annexes

        register_annexes()

        register_titles(
            {
                "search.save": say("Lưu bộ lọc"),
                "search.rename": say("Đổi tên bộ lọc đã lưu"),
                "search.delete": say("Xóa bộ lọc đã lưu"),
                "search.restore": say("Lấy lại bộ lọc đã xóa"),
                "export.direct": say("Xuất danh sách ra tệp"),
                "export.ask": say("Đề nghị xuất danh sách ra tệp"),
                "export.make": say("Lập xong tệp xuất danh sách"),
                "export.fail": say("Không lập được tệp xuất danh sách"),
                "export.cancel": say("Hủy xuất danh sách"),
                "export.fetch": say("Tải tệp xuất danh sách"),
                "export.expire": say("Xóa tệp xuất danh sách đã hết hạn"),
            }
        )
