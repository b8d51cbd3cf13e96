"""Addresses of distribution: who has to know a document, and the confirmation of one reader."""

from django.urls import path, register_converter

from nep.support.distribution import views
from nep.support.documents.rules.addresses import CodeConverter

register_converter(CodeConverter, "distributed_code")

_REVISION = "<slug:agency>/<distributed_code:code>/<int:number>/"

app_name = "distribution"
urlpatterns = [
    path(f"{_REVISION}phan-phoi/", views.recipients_page, name="recipients"),
    path(f"{_REVISION}da-doc/", views.confirm, name="confirm"),
    path(f"{_REVISION}nhac-doc/", views.remind_readers, name="remind"),
]
