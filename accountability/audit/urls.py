"""The address of the audit."""

from django.urls import path

from accountability.audit import views

urlpatterns = [path("nhat-ky/", views.audit_list, name="audit-list")]
