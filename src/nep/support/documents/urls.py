"""Addresses of documents: `/quy-trinh/<agency>/<code>/<number>/`, and of their change requests."""

from django.urls import path, register_converter

from nep.support.documents.rules.addresses import CodeConverter
from nep.support.documents.views import drafts, lists, papers, periodic, requests, reviews

register_converter(CodeConverter, "document_code")

_DOCUMENT = "<slug:agency>/<document_code:code>/"
_REVISION = f"{_DOCUMENT}<int:number>/"
_REQUESTS = "phieu-yeu-cau/"
_REQUEST = f"{_REQUESTS}<slug:agency>/<int:year>/<int:number>/"

app_name = "documents"
urlpatterns = [
    path("", lists.document_list, name="documents"),
    path("soan-moi/", lists.new_document, name="new_document"),
    path("soat-xet-dinh-ky/", periodic.review_list, name="reviews"),
    path(_REQUESTS, requests.request_list, name="requests"),
    path(f"{_REQUESTS}lap/", requests.new_request, name="new_request"),
    path(_REQUEST, requests.request_page, name="request"),
    path(f"{_REQUEST}chap-nhan/", requests.accept, name="accept_request"),
    path(f"{_REQUEST}tu-choi/", requests.refuse, name="refuse_request"),
    path(f"{_REQUEST}rut/", requests.take_back, name="take_back_request"),
    path(f"{_REQUEST}soan/", requests.draft, name="draft_on_request"),
    path(_DOCUMENT, lists.document_page, name="document"),
    path(f"{_DOCUMENT}thong-tin/", lists.description_page, name="description"),
    path(f"{_DOCUMENT}sua-doi/", drafts.next_revision, name="next_revision"),
    path(f"{_DOCUMENT}phieu-yeu-cau/", requests.request_change, name="request_change"),
    path(f"{_DOCUMENT}soat-xet-dinh-ky/", periodic.review_document, name="review_document"),
    path(f"{_DOCUMENT}ngung-ap-dung/", reviews.stop, name="stop"),
    path(_REVISION, reviews.revision_page, name="revision"),
    path(f"{_REVISION}van-ban.pdf", papers.text_pdf, name="text_pdf"),
    path(f"{_REVISION}van-ban.docx", papers.text_docx, name="text_docx"),
    path(f"{_REVISION}cau-hoi.pdf", papers.checklist_pdf, name="checklist_pdf"),
    path(f"{_REVISION}soan/", drafts.text_page, name="text"),
    path(f"{_REVISION}soan/tiep-quan/", drafts.take_over, name="take_over"),
    path(f"{_REVISION}soan/thoi/", drafts.let_go, name="let_go"),
    path(f"{_REVISION}bo-du-thao/", drafts.discard, name="discard"),
    path(f"{_REVISION}trinh/", drafts.submit, name="submit"),
    path(f"{_REVISION}soat-xet/", reviews.review, name="review"),
    path(f"{_REVISION}tra-lai/", reviews.send_back, name="return"),
    path(f"{_REVISION}gop-y/<int:remark>/", reviews.mend, name="mend"),
    path(f"{_REVISION}phe-duyet/", reviews.approval_page, name="approve"),
    path(f"{_REVISION}thu-hoi/", reviews.withdraw, name="withdraw"),
]
