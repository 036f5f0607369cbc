"""Addresses of the notice page, of the list of mails, and of what a person wants to get."""

from django.urls import path

from accountability.notices import views

urlpatterns = [
    path("thong-bao/", views.notice_list, name="notice-list"),
    path("thong-bao/da-doc-het/", views.notice_read_all, name="notice-read-all"),
    path("thong-bao/<int:pk>/", views.notice_open, name="notice-open"),
    path("thu-di/", views.mail_list, name="mail-list"),
    path("thu-di/gui-lai/", views.mail_retry_all, name="mail-retry-all"),
    path("thu-di/kenh-gui/", views.channel_resume, name="channel-resume"),
    path("thu-di/<int:pk>/", views.mail_detail, name="mail-detail"),
    path("thu-di/<int:pk>/gui-lai/", views.mail_retry, name="mail-retry"),
    path("tai-khoan/thu/", views.mail_preferences, name="mail-preferences"),
    path("thu/ngung-nhan/<str:word>/", views.unsubscribe, name="mail-unsubscribe"),
]
