"""Addresses of the notice page and of the list of mails."""

from django.urls import path

from accountability.notices import views

urlpatterns = [
    path("thong-bao/", views.notice_list, name="notice-list"),
    path("thong-bao/da-doc-het/", views.notice_read_all, name="notice-read-all"),
    path("thong-bao/<int:pk>/", views.notice_open, name="notice-open"),
    path("thu-di/", views.mail_list, name="mail-list"),
    path("thu-di/<int:pk>/gui-lai/", views.mail_retry, name="mail-retry"),
]
