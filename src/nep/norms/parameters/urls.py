"""Addresses of numbers, hours and days, below `/cai-dat/`."""

from django.urls import path

from nep.norms.parameters.views import numbers, times

app_name = "parameters"
urlpatterns = [
    path("", numbers.parameter_list, name="settings"),
    path("tham-so.xlsx", numbers.parameter_export, name="export"),
    path("tham-so/<str:key>/", numbers.parameter_page, name="parameter"),
    path("tham-so/<str:key>/rut/<int:row>/", numbers.withdraw_parameter, name="withdraw_value"),
    path("gio-lam-viec/", times.hours_page, name="hours"),
    path("gio-lam-viec/rut/<int:row>/", times.withdraw_planned_hours, name="withdraw_hours"),
    path("gio-lam-viec/<slug:code>/", times.hours_page, name="hours_of"),
    path("gio-lam-viec/<slug:code>/theo-tinh/", times.hours_of_province_again, name="end_hours"),
    path("ngay-nghi/", times.days_page, name="days"),
    path("ngay-nghi/xac-nhan/", times.confirm_year, name="confirm"),
    path("ngay-nghi/rut/<int:row>/", times.withdraw_decided_day, name="withdraw_day"),
    path("ngay-nghi.xlsx", times.days_export, name="days_export"),
    path("ngay-nghi/<slug:code>/", times.days_page, name="days_of"),
    path("ngay-nghi/<slug:code>.xlsx", times.days_export, name="days_export_of"),
]
