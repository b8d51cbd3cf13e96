"""Addresses of the desk."""

from django.urls import path

from nep.desk import codes, establishing, first_hour, registers, views

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
    path("cai-dat/co-quan/<slug:code>/ma-dinh-danh/", establishing.identifier, name="identifier"),
    path("cai-dat/ma-ho-so/", codes.pattern_page, name="patterns"),
    path(
        "cai-dat/ma-ho-so/rut/<int:row>/", codes.withdraw_planned_pattern, name="withdraw_pattern"
    ),
    path("cai-dat/ma-ho-so/<slug:code>/", codes.pattern_page, name="patterns_of"),
    path(
        "cai-dat/ma-ho-so/<slug:code>/theo-tinh/",
        codes.pattern_of_province_again,
        name="end_pattern",
    ),
    path("so-sach/", registers.register_list, name="registers"),
    path("so-sach/<slug:key>/", registers.register_page, name="register"),
    path("so-sach/<slug:key>.xlsx", registers.register_table, name="register_table"),
    path("so-sach/<slug:key>.pdf", registers.register_paper, name="register_paper"),
    path("co-quan/<slug:code>/", views.agency_page, name="agency"),
]
