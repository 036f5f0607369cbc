"""Addresses of sign-in, sign-out and the password."""

from django.urls import path

from accountability.accounts import views

urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("doi-mat-khau/", views.ChangePassword.as_view(), name="password-change"),
    path("dien-thoai/", views.change_phone, name="phone-change"),
]
