"""Addresses of documents: `/quy-trinh/<agency>/<code>/<number>/`."""

from django.urls import path, register_converter

from nep.support.documents import views
from nep.support.documents.rules.addresses import CodeConverter

register_converter(CodeConverter, "document_code")

_DOCUMENT = "<slug:agency>/<document_code:code>/"
_REVISION = f"{_DOCUMENT}<int:number>/"

app_name = "documents"
urlpatterns = [
    path("", views.document_list, name="documents"),
    path("soan-moi/", views.new_document, name="new_document"),
    path(_DOCUMENT, views.document_page, name="document"),
    path(f"{_DOCUMENT}sua-doi/", views.next_revision, name="next_revision"),
    path(_REVISION, views.revision_page, name="revision"),
    path(f"{_REVISION}soan/", views.text_page, name="text"),
    path(f"{_REVISION}bo-du-thao/", views.discard, name="discard"),
    path(f"{_REVISION}trinh/", views.submit, name="submit"),
    path(f"{_REVISION}soat-xet/", views.review, name="review"),
    path(f"{_REVISION}tra-lai/", views.send_back, name="return"),
    path(f"{_REVISION}phe-duyet/", views.approval_page, name="approve"),
    path(f"{_REVISION}thu-hoi/", views.withdraw, name="withdraw"),
]
