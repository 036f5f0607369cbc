"""The room of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What somebody looks for, keeps, and takes along."""

    name = "accountability.search"
    label = "search"
    verbose_name = "Tìm kiếm và xuất tệp"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what our verbs write down."""
        from accountability.audit.presenters import register_titles

        register_titles(
            {
                "search.save": "Lưu bộ lọc",
                "search.rename": "Đổi tên bộ lọc đã lưu",
                "search.delete": "Xóa bộ lọc đã lưu",
                "search.restore": "Lấy lại bộ lọc đã xóa",
                "export.direct": "Xuất danh sách ra tệp",
                "export.ask": "Đề nghị xuất danh sách ra tệp",
                "export.make": "Lập xong tệp xuất danh sách",
                "export.fail": "Không lập được tệp xuất danh sách",
                "export.cancel": "Hủy xuất danh sách",
                "export.fetch": "Tải tệp xuất danh sách",
                "export.expire": "Xóa tệp xuất danh sách đã hết hạn",
            }
        )
