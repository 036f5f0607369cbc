"""The address of the list of agencies."""

from django.urls import path

from accountability.agencies import views

urlpatterns = [path("co-quan/", views.agency_list, name="agency-list")]
