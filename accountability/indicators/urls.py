"""Addresses of indicators."""

from django.urls import path

from accountability.indicators import views

urlpatterns = [
    path("chi-tieu/", views.indicator_list, name="indicator-list"),
    path("chi-tieu/moi/", views.indicator_new, name="indicator-new"),
    path("chi-tieu/<int:pk>/", views.indicator_detail, name="indicator-detail"),
    path("chi-tieu/<int:pk>/nhap/", views.figures_enter, name="figures-enter"),
    path("chi-tieu/<int:pk>/dan/", views.figures_paste, name="figures-paste"),
    path("chi-tieu/<int:pk>/muc-giao/", views.goal_new, name="goal-new"),
    path("chi-tieu/<int:pk>/sua/", views.indicator_edit, name="indicator-edit"),
    path("chi-tieu/<int:pk>/ket-thuc/", views.indicator_end, name="indicator-end"),
    path("chi-tieu/muc-giao/<int:pk>/sua/", views.goal_edit, name="goal-edit"),
    path("chi-tieu/muc-giao/<int:pk>/thoi/", views.goal_drop, name="goal-drop"),
    path("chi-tieu/<int:pk>/gan/", views.indicator_measure, name="indicator-measure"),
    path("chi-tieu/co-quan/<int:pk>/", views.agency_indicators, name="agency-indicators"),
]
