"""Addresses of the watchdog."""

from django.urls import path

from accountability.health import views

urlpatterns = [
    path("tinh-trang/", views.system_page, name="system-page"),
    path("suc-khoe/", views.health, name="health"),
    path("suc-khoe/web/", views.web_health, name="health-web"),
    path("metrics", views.show_metrics, name="metrics"),
]
