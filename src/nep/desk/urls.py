"""Addresses of the desk."""

from django.urls import path

from nep.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.front_page, name="home"),
    path("tim-kiem/", views.search_page, name="search"),
    path("chuyen-vi-tri/", views.change_post, name="change_post"),
    path("co-quan/<slug:code>/", views.agency_page, name="agency"),
]
