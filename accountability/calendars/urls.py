"""The addresses of the working calendar."""

from django.urls import path

from accountability.calendars import views

urlpatterns = [
    path("lich-lam-viec/", views.calendar_year, name="calendar-year"),
    path("lich-lam-viec/thay-doi/", views.calendar_change, name="calendar-change"),
    path("lich-lam-viec/<int:year>/xac-nhan/", views.calendar_confirm, name="calendar-confirm"),
    path("lich-lam-viec/ngay/<int:pk>/bo/", views.calendar_withdraw, name="calendar-withdraw"),
    path("phien-hop/", views.meeting_list, name="meeting-list"),
    path("phien-hop/<int:pk>/bo/", views.meeting_withdraw, name="meeting-withdraw"),
]
