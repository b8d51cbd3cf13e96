"""Addresses of the desk."""

from django.urls import path

from nep.desk import establishing, first_hour, views

app_name = "desk"
urlpatterns = [
    path("", views.front_page, name="home"),
    path("tim-kiem/", views.search_page, name="search"),
    path("chuyen-vi-tri/", views.change_post, name="change_post"),
    path("cai-dat/bat-dau/", first_hour.first_hour_page, name="first_hour"),
    path("cai-dat/co-quan/", establishing.agency_list, name="agencies"),
    path("cai-dat/co-quan/them/", establishing.new_agency, name="new_agency"),
    path("cai-dat/co-quan/mau.xlsx", establishing.agencies_template, name="agencies_template"),
    path("cai-dat/co-quan/tu-bang/", establishing.agencies_table, name="agencies_table"),
    path("cai-dat/co-quan/tu-bang/nhan/", establishing.confirm_agencies, name="confirm_agencies"),
    path("cai-dat/co-quan/<slug:code>/nghia-vu/", establishing.duty_page, name="duty"),
    path("co-quan/<slug:code>/", views.agency_page, name="agency"),
]
