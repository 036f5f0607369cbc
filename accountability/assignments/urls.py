"""The addresses of assignments; those of the acts stand in the table of `views.acts`."""

from django.urls import path

from accountability.assignments.views.acting import addresses
from accountability.assignments.views.acts import ACTS, PARTS
from accountability.assignments.views.acts_aside import ASIDE_ACTS, ASIDE_PARTS
from accountability.assignments.views.detail import assignment_detail, evidence_file, instruction_scan
from accountability.assignments.views.diagram import assignment_diagram
from accountability.assignments.views.listing import assignment_list

urlpatterns = [
    path("nhiem-vu/", assignment_list, name="assignment-list"),
    path("nhiem-vu/<int:pk>/", assignment_detail, name="assignment-detail"),
    path("nhiem-vu/<int:pk>/so-do.svg", assignment_diagram, name="assignment-diagram"),
    path("nhiem-vu/<int:pk>/minh-chung/<int:evidence_pk>/", evidence_file, name="evidence-file"),
    path("y-kien/<int:pk>/ban-chup/", instruction_scan, name="instruction-scan"),
    *addresses((*ACTS, *PARTS, *ASIDE_ACTS, *ASIDE_PARTS)),
]
