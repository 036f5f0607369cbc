"""The addresses of agencies and delegations."""

from django.urls import path

from accountability.agencies import views

urlpatterns = [
    path("co-quan/", views.agency_list, name="agency-list"),
    path("uy-quyen/", views.delegation_list, name="delegation-list"),
]
