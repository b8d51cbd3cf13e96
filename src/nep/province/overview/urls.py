"""Addresses of the province."""

from django.urls import path

from nep.province.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.province_page, name="province"),
    path("so-lieu.xlsx", views.province_table, name="table"),
    path("<slug:code>/", views.agency_page, name="agency"),
]
