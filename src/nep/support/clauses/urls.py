"""Addresses of clauses: the map `/dieu-khoan/`, and the clauses of a draft."""

from django.urls import path, register_converter

from nep.support.clauses import views
from nep.support.documents.rules.addresses import CodeConverter

register_converter(CodeConverter, "citing_code")

app_name = "clauses"
urlpatterns = [
    path("dieu-khoan/", views.map_page, name="map"),
    path(
        "quy-trinh/<slug:agency>/<citing_code:code>/<int:number>/dieu-khoan/",
        views.choosing_page,
        name="choosing",
    ),
]
