"""Addresses of signing in and out, and of a person's own page; most names are allauth's own."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from nep.platform.accounts.views import own_page

SECOND_FACTOR = [
    path("", mfa.index, name="mfa_index"),
    path("ma/", totp.activate_totp, name="mfa_activate_totp"),
    path("ma/go/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("khoa/", mfa.index, name="mfa_list_webauthn"),  # where allauth returns to
    path("khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("khoa/<int:pk>/go/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("khoa/<int:pk>/ten/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("du-phong/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "du-phong/tao/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
OWN = [
    path("", own_page, name="account_profile"),
    path("phien/", sessions.list_usersessions, name="usersessions_list"),
    path("xac-thuc/", include(SECOND_FACTOR)),
    path("xac-nhan/", views.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("xac-nhan/khoa/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
urlpatterns = [
    path("dang-nhap/", login_not_required(views.login), name="account_login"),
    path("dang-nhap/lop-hai/", login_not_required(mfa.authenticate), name="mfa_authenticate"),
    path("dang-nhap/khoa/", login_not_required(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", views.password_change, name="account_change_password"),
    # allauth resolves these names when it builds its pages; nobody can sign up or reset here.
    path("tai-khoan/khoa/", login_not_required(views.account_inactive), name="account_inactive"),
    path("toi/", include(OWN)),
]
