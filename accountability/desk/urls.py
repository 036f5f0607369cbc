"""Addresses of the desk."""

from django.urls import path

from accountability.desk.views import agency, clock, command, due, help, home, matrix, office, program

urlpatterns = [
    path("", home.home, name="home"),
    path("dieu-hanh/", command.show, name="command-page"),
    path("dieu-hanh/pdf/", command.pdf, name="command-pdf"),
    path("van-phong/", office.show, name="office-page"),
    path("don-vi/", agency.show, name="agency-page"),
    path("bang-tong-hop/", matrix.matrix_list, name="matrix-list"),
    path("van-ban/<int:pk>/bang-tong-hop/", matrix.matrix_of_directive, name="matrix-directive"),
    path("chuong-trinh/<int:pk>/bang-tong-hop/", matrix.matrix_of_program, name="matrix-program"),
    path("lich-den-han/", due.show, name="due-calendar"),
    path("tro-giup/", help.help_own, name="help"),
    path("tro-giup/<slug:slug>/", help.help_role, name="help-role"),
    path("buoc-dau/bo-qua/", help.skip_steps, name="first-steps-skip"),
    path("buoc-dau/xem-lai/", help.steps_again, name="first-steps-again"),
    path("buoc-dau/<slug:key>/", help.step, name="first-step"),
    path("chuong-trinh/<str:code>/", program.show, name="program-page"),
    path("dong-ho/", clock.move, name="demo-clock"),
]
