"""Addresses of notices."""

from django.urls import path

from nep.platform.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox_page, name="inbox"),
    path("da-doc/", views.mark_read, name="read"),
    path("tuy-chon/", views.preferences_page, name="preferences"),
    path("<int:key>/", views.open_notice, name="open"),
]
