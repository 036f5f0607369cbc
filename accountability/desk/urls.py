"""Addresses of the desk."""

from django.urls import path

from accountability.desk.views import agency, clock, command, home, office, program

urlpatterns = [
    path("", home.home, name="home"),
    path("dieu-hanh/", command.show, name="command-page"),
    path("dieu-hanh/pdf/", command.pdf, name="command-pdf"),
    path("van-phong/", office.show, name="office-page"),
    path("don-vi/", agency.show, name="agency-page"),
    path("chuong-trinh/<str:code>/", program.show, name="program-page"),
    path("dong-ho/", clock.move, name="demo-clock"),
]
