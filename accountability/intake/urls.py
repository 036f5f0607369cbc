"""Addresses of intake, each below its directive."""

from django.urls import path

from accountability.intake import views

_ANNEX = "van-ban/<int:pk>/phu-luc/"

urlpatterns = [
    path(_ANNEX, views.annex_new, name="annex-new"),
    path(f"{_ANNEX}mau/", views.annex_template, name="annex-template"),
    path(f"{_ANNEX}<int:annex_pk>/", views.annex_detail, name="annex-detail"),
    path(f"{_ANNEX}<int:annex_pk>/cot/", views.annex_columns, name="annex-columns"),
    path(f"{_ANNEX}<int:annex_pk>/ghi/", views.annex_commit, name="annex-commit"),
    path(f"{_ANNEX}<int:annex_pk>/hoan-tac/", views.annex_undo, name="annex-undo"),
    path(f"{_ANNEX}<int:annex_pk>/bo/", views.annex_discard, name="annex-discard"),
]
