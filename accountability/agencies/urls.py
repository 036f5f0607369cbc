"""The addresses of agencies and delegations."""

from django.urls import path

from accountability.agencies import views

urlpatterns = [
    path("co-quan/", views.agency_list, name="agency-list"),
    path("danh-sach-co-quan/", views.list_list, name="list-list"),
    path("danh-sach-co-quan/lap/", views.list_new, name="list-new"),
    path("danh-sach-co-quan/<int:pk>/sua/", views.list_edit, name="list-edit"),
    path("danh-sach-co-quan/<int:pk>/ngung/", views.list_end, name="list-end"),
    path("uy-quyen/", views.delegation_list, name="delegation-list"),
]
