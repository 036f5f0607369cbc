"""Addresses of the reports."""

from django.urls import path

from accountability.reports import views

# The steps of a period, by the names of `views.acting.STEPS`.
_STEPS = {
    "send": "trinh-van-phong",
    "withdraw": "rut-lai",
    "return": "tra-lai",
    "submit": "trinh",
    "instruct": "y-kien",
    "issue": "phat-hanh",
    "correct": "dinh-chinh",
}

urlpatterns = [
    path("bao-cao/", views.cycle_list, name="cycle-list"),
    path("bao-cao/ky/<int:pk>/", views.cycle_detail, name="cycle-detail"),
    path("bao-cao/ky/<int:pk>/soan/", views.cycle_write, name="cycle-write"),
    path("bao-cao/ky/<int:pk>/xem-truoc/", views.cycle_preview, name="cycle-preview"),
    path("bao-cao/ky/<int:pk>/tep/<int:file_pk>/", views.cycle_file, name="cycle-file"),
    path("bao-cao/ky/<int:pk>/tep/<int:file_pk>/chu-ky-so/", views.cycle_signatures, name="cycle-signatures"),
    *(
        path(f"bao-cao/ky/<int:pk>/{where}/", views.cycle_act, {"act": act}, name=f"cycle-{act}")
        for act, where in _STEPS.items()
    ),
    path("bao-cao/ky/<int:pk>/ghi-y-kien/", views.cycle_record, name="cycle-record"),
    path("bao-cao/ky/<int:pk>/y-kien/<int:word_pk>/dinh-chinh/", views.word_correct, name="word-correct"),
    path("bao-cao/ky/<int:pk>/y-kien/<int:word_pk>/ban-chup/", views.word_scan, name="word-scan"),
    path("bao-cao/ky/<int:pk>/y-kien/<int:word_pk>/giao/", views.word_follow, name="word-follow"),
    path("bao-cao/loai/", views.kind_list, name="kind-list"),
    path("bao-cao/loai/moi/", views.kind_new, name="kind-new"),
    path("bao-cao/loai/<int:pk>/", views.kind_edit, name="kind-edit"),
    path("bao-cao/loai/<int:pk>/doi-nhip/", views.kind_change, name="kind-change"),
    path("bao-cao/loai/<int:pk>/thoi/", views.kind_end, name="kind-end"),
    path("bao-cao/ngoai-ky/", views.report_list, name="report-list"),
    path("bao-cao/<int:pk>/pdf/", views.report_file, name="report-file"),
    path("bao-cao/dang-lap/<int:pk>/", views.report_job, name="report-job"),
    path("bao-cao/dang-lap/<int:pk>/huy/", views.report_job_cancel, name="report-job-cancel"),
]
