"""Addresses of tasks of the province."""

from django.urls import path

from accountability.central import views

urlpatterns = [
    path("trung-uong-giao/", views.central_list, name="central-list"),
    path("van-ban/<int:pk>/trung-uong-giao/", views.central_register, name="central-register"),
    path("trung-uong-giao/<int:pk>/", views.central_detail, name="central-detail"),
    path("trung-uong-giao/<int:pk>/han/", views.central_deadline, name="central-deadline"),
    path("trung-uong-giao/<int:pk>/bao-cao/", views.central_report, name="central-report"),
    path("trung-uong-giao/<int:pk>/bao-cao/tep/", views.central_report_file, name="central-report-file"),
    path("trung-uong-giao/<int:pk>/gan/", views.central_attach, name="central-attach"),
    path("trung-uong-giao/<int:pk>/bo-gan/<int:assignment_pk>/", views.central_detach, name="central-detach"),
]
