"""Addresses of the reports."""

from django.urls import path

from accountability.reports import views

urlpatterns = [
    path("bao-cao/", views.report_list, name="report-list"),
    path("bao-cao/<int:pk>/pdf/", views.report_file, name="report-file"),
    path("bao-cao/dang-lap/<int:pk>/", views.report_job, name="report-job"),
    path("bao-cao/dang-lap/<int:pk>/huy/", views.report_job_cancel, name="report-job-cancel"),
]
