"""The room of the audit trail."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "accountability.audit"
    label = "audit"
    verbose_name = "Nhật ký hệ thống"
    default_auto_field = "django.db.models.BigAutoField"
