"""The address where files are checked."""

from django.urls import path

from accountability.printing import views

urlpatterns = [path("kiem-tra-tep/", views.check_file, name="file-check")]
