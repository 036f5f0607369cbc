"""Addresses of the ranking."""

from django.urls import path

from accountability.ranking import views

urlpatterns = [
    path("xep-hang/", views.ranking_list, name="ranking-list"),
    path("xep-hang/moi/", views.ranking_new, name="ranking-new"),
    path("xep-hang/cong-thuc/", views.formula_page, name="ranking-formula"),
    path("xep-hang/cong-thuc/moi/", views.formula_new, name="ranking-formula-new"),
    path("xep-hang/kien-nghi/<int:pk>/", views.objection_answer, name="objection-answer"),
    path("xep-hang/<int:pk>/", views.ranking_detail, name="ranking-detail"),
    path("xep-hang/<int:pk>/tep/", views.ranking_file, name="ranking-file"),
    path("xep-hang/<int:pk>/kien-nghi/", views.objection_list, name="objection-list"),
    path("xep-hang/<int:pk>/tinh-lai/", views.ranking_recount, name="ranking-recount"),
    path("xep-hang/<int:pk>/mo-kien-nghi/", views.window_open, name="ranking-window"),
    path("xep-hang/<int:pk>/chot/", views.ranking_freeze, name="ranking-freeze"),
    path("xep-hang/<int:pk>/trinh/", views.ranking_submit, name="ranking-submit"),
    path("xep-hang/<int:pk>/phe-duyet/", views.ranking_decide, name="ranking-decide"),
    path("xep-hang/<int:pk>/co-quan/<int:agency_pk>/", views.ranking_row, name="ranking-row"),
    path("xep-hang/<int:pk>/co-quan/<int:agency_pk>/kien-nghi/", views.objection_new, name="objection-new"),
]
