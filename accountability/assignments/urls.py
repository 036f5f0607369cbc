"""The addresses of assignments; those of the acts stand in the table of `views.acts`."""

from django.urls import path

from accountability.assignments.views.acting import addresses
from accountability.assignments.views.acts import ACTS, PARTS
from accountability.assignments.views.acts_aside import ASIDE_ACTS, ASIDE_PARTS
from accountability.assignments.views.detail import (
    assignment_detail,
    evidence_file,
    instruction_scan,
)
from accountability.assignments.views.diagram import assignment_diagram
from accountability.assignments.views.duty import duty_detail
from accountability.assignments.views.file import assignment_file
from accountability.assignments.views.listing import assignment_list
from accountability.assignments.views.passing import END_PART, PASS_ON, part_detail
from accountability.assignments.views.replicating import duty_replicate
from accountability.assignments.views.series import series_edit, series_end, series_list

urlpatterns = [
    path("nhiem-vu/", assignment_list, name="assignment-list"),
    path("nhiem-vu/<int:pk>/", assignment_detail, name="assignment-detail"),
    path("nhiem-vu/<int:pk>/ho-so/", assignment_file, name="assignment-file"),
    path("nhiem-vu/<int:pk>/so-do.svg", assignment_diagram, name="assignment-diagram"),
    path("nhiem-vu/<int:pk>/minh-chung/<int:evidence_pk>/", evidence_file, name="evidence-file"),
    path("y-kien/<int:pk>/ban-chup/", instruction_scan, name="instruction-scan"),
    path("phan-viec/<int:pk>/", part_detail, name="part-detail"),
    path("nhiem-vu/<int:pk>/ca-nhom/", duty_detail, name="duty-detail"),
    path("nhiem-vu/<int:pk>/nhan-rong/", duty_replicate, name="duty-replicate"),
    path("dinh-ky/", series_list, name="series-list"),
    path("dinh-ky/<int:pk>/sua/", series_edit, name="series-edit"),
    path("dinh-ky/<int:pk>/ket-thuc/", series_end, name="series-end"),
    *addresses((*ACTS, *PARTS, PASS_ON, END_PART, *ASIDE_ACTS, *ASIDE_PARTS)),
]
