"""The addresses of assignments; those of the acts stand in the table of `views.acts`."""

from django.urls import path

from accountability.assignments.views import detail, diagram, listing
from accountability.assignments.views.acting import addresses
from accountability.assignments.views.acts import ACTS, PARTS

urlpatterns = [
    path("nhiem-vu/", listing.assignment_list, name="assignment-list"),
    path("nhiem-vu/<int:pk>/", detail.assignment_detail, name="assignment-detail"),
    path("nhiem-vu/<int:pk>/so-do.svg", diagram.assignment_diagram, name="assignment-diagram"),
    path("nhiem-vu/<int:pk>/minh-chung/<int:evidence_pk>/", detail.evidence_file, name="evidence-file"),
    path("y-kien/<int:pk>/ban-chup/", detail.instruction_scan, name="instruction-scan"),
    *addresses((*ACTS, *PARTS)),
]
