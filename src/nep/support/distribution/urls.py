"""Addresses of distribution: who has to know a document, and the confirmation of one reader."""

from django.urls import path, register_converter

from nep.support.distribution import views
from nep.support.documents.rules.addresses import CodeConverter

register_converter(CodeConverter, "distributed_code")

_DOCUMENT = "<slug:agency>/<distributed_code:code>/"

app_name = "distribution"
urlpatterns = [
    path(f"{_DOCUMENT}phan-phoi/", views.recipients_page, name="recipients"),
    path(f"{_DOCUMENT}<int:number>/da-doc/", views.confirm, name="confirm"),
]
