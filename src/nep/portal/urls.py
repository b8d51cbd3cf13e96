"""Addresses of the citizens' pages."""

from django.urls import path

from nep.portal import views

app_name = "portal"
urlpatterns = [
    path("cong-dan/", views.home, name="home"),
    path("thu-tuc/", views.procedures_page, name="procedures"),
    path("thu-tuc/<str:key>/", views.procedure_page, name="procedure"),
    path("thu-tuc/<str:key>/<slug:agency_code>/", views.notice_page, name="notice"),
    path("tra-cuu/", views.look_up, name="look_up"),
]
