"""Addresses that belong to no module."""

from django.urls import path

from nep.foundation import views

app_name = "foundation"
urlpatterns = [
    path("ngon-ngu/", views.choose_language, name="language"),
    path("giao-dien/", views.choose_theme, name="theme"),
    path("ui/", views.components, name="components"),
]
