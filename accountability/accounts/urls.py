"""Addresses of sign-in, sign-out, the password, and one's own profile."""

from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accountability.accounts import views

urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign-in"),
    path("ngon-ngu/", require_POST(set_language), name="set-language"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("ho-so-cua-toi/", views.profile, name="profile"),
    path("ho-so-cua-toi/ket-thuc-phien-khac/", views.end_sessions, name="end-sessions"),
    path("doi-mat-khau/", views.ChangePassword.as_view(), name="password-change"),
    path("dien-thoai/", views.change_phone, name="phone-change"),
]
