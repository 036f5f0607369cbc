"""Addresses of intake; they stand below the cutting of a directive."""

from django.urls import path

from accountability.intake import views

_READ = "van-ban/<int:pk>/boc-tach/tu-van-ban/"
_ANNEX = "van-ban/<int:pk>/phu-luc/"
_PROPOSAL = _READ + "de-xuat/<int:proposal_pk>/"

urlpatterns = [
    path(_READ, views.intake_read, name="intake-read"),
    path(f"{_READ}<int:extraction_pk>/", views.intake_extraction, name="intake-extraction"),
    path(
        f"{_READ}<int:extraction_pk>/xac-nhan-chac-chan/",
        views.intake_confirm_sure,
        name="intake-confirm-sure",
    ),
    path(f"{_READ}<int:extraction_pk>/gop/", views.intake_merge, name="intake-merge"),
    path(_PROPOSAL, views.intake_proposal, name="intake-proposal"),
    path(f"{_PROPOSAL}xac-nhan/", views.intake_confirm, name="intake-confirm"),
    path(f"{_PROPOSAL}gop-vao-tren/", views.intake_merge_above, name="intake-merge-above"),
    path(f"{_PROPOSAL}bo/", views.intake_drop, name="intake-drop"),
    path(f"{_PROPOSAL}khoi-phuc/", views.intake_restore, name="intake-restore"),
    path(f"{_PROPOSAL}tach/", views.intake_split, name="intake-split"),
    path(_ANNEX, views.annex_new, name="annex-new"),
    path(f"{_ANNEX}mau/", views.annex_template, name="annex-template"),
    path(f"{_ANNEX}viec/<int:work_pk>/", views.annex_work, name="annex-work"),
    path(f"{_ANNEX}viec/<int:work_pk>/huy/", views.annex_work_cancel, name="annex-work-cancel"),
    path(f"{_ANNEX}<int:annex_pk>/", views.annex_detail, name="annex-detail"),
    path(f"{_ANNEX}<int:annex_pk>/cot/", views.annex_columns, name="annex-columns"),
    path(f"{_ANNEX}<int:annex_pk>/ghi/", views.annex_commit, name="annex-commit"),
    path(f"{_ANNEX}<int:annex_pk>/hoan-tac/", views.annex_undo, name="annex-undo"),
    path(f"{_ANNEX}<int:annex_pk>/bo/", views.annex_discard, name="annex-discard"),
]
