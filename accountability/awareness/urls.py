"""Addresses of who knows a directive."""

from django.urls import path

from accountability.awareness import views

urlpatterns = [
    path("van-ban/<int:pk>/ai-da-biet/", views.awareness_detail, name="awareness-detail"),
    path("van-ban/<int:pk>/ai-da-biet/nhac/", views.awareness_remind, name="awareness-remind"),
    path("van-ban/<int:pk>/quan-triet/", views.briefing_record, name="briefing-record"),
    path("van-ban/<int:pk>/phai-doc/", views.readers_name, name="readers-name"),
    path("nhan-van-ban/<int:pk>/xac-nhan/", views.receipt_confirm, name="receipt-confirm"),
    path("quan-triet/<int:pk>/minh-chung/<int:file_pk>/", views.briefing_file, name="briefing-file"),
    path("phai-doc/<int:pk>/da-doc/", views.reading_confirm, name="reading-confirm"),
    path("phai-doc/<int:pk>/bo-ten/", views.reading_withdraw, name="reading-withdraw"),
]
