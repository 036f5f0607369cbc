"""Addresses of intake; they stand below the cutting of a directive."""

from django.urls import path

from accountability.intake import views

_READ = "van-ban/<int:pk>/boc-tach/tu-van-ban/"
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
    path(f"{_PROPOSAL}bo/", views.intake_drop, name="intake-drop"),
    path(f"{_PROPOSAL}khoi-phuc/", views.intake_restore, name="intake-restore"),
    path(f"{_PROPOSAL}tach/", views.intake_split, name="intake-split"),
]
