"""Addresses of signing in and out; the names are allauth's own."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path

urlpatterns = [
    path("dang-nhap/", login_not_required(views.login), name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", views.password_change, name="account_change_password"),
    # allauth resolves these names when it builds its pages; nobody can sign up or reset here.
    path("tai-khoan/khoa/", login_not_required(views.account_inactive), name="account_inactive"),
]
