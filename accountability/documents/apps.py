"""The room of outgoing documents."""

from django.apps import AppConfig

from accountability.core.saying import say


class DocumentsConfig(AppConfig):
    name = "accountability.documents"
    label = "documents"
    verbose_name = "Văn bản đi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register our kinds of mail and say how the audit tells what happens here."""
        from accountability.audit.presenters import register_titles
        from accountability.documents.kinds import register_kinds
        from accountability.documents.known import known_document
        from accountability.printing.known import register_finder

        register_kinds()
        register_finder(known_document)
        register_titles(
            {
                "document.go_on_from": say("Ghi số cuối của sổ giấy"),
                "document.wording": say("Sửa mẫu văn bản"),
                "document.write": say("Soạn dự thảo văn bản"),
                "document.change": say("Sửa dự thảo văn bản"),
                "document.consult": say("Ghi ý kiến cơ quan được hỏi"),
                "document.submit": say("Trình ký văn bản"),
                "document.return": say("Trả lại dự thảo văn bản"),
                "document.sign": say("Ký văn bản"),
                "document.issue": say("Cấp số, phát hành văn bản"),
                "document.recall": say("Thu hồi văn bản đi"),
                "document.drop": say("Bỏ dự thảo văn bản"),
            }
        )
