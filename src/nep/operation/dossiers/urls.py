"""Addresses of dossiers."""

from django.urls import path

from nep.operation.dossiers.views import acts, dossier, listing, papers, reception, searching

app_name = "dossiers"
urlpatterns = [
    path("", listing.dossiers_page, name="list"),
    path("theo-nguoi-nop/", searching.of_applicant, name="of_applicant"),
    path("tiep-nhan/", reception.choose_procedure, name="choose"),
    path("tiep-nhan/<str:key>/", reception.receive, name="receive"),
    path("<str:code>/", dossier.dossier_page, name="dossier"),
    path("<str:code>/nhan-viec/", acts.claim, name="claim"),
    path("<str:code>/giao-viec/", acts.assign, name="assign"),
    path("<str:code>/hoan-thanh/", acts.complete, name="complete"),
    path("<str:code>/tra-lai/", acts.send_back, name="return"),
    path("<str:code>/tra-ket-qua/", acts.hand_over, name="hand_over"),
    path("<str:code>/nguoi-nop/", dossier.show_applicant, name="applicant"),
    path("<str:code>/tep/<str:sha256>/", papers.file, name="file"),
    path("<str:code>/giay-tiep-nhan.pdf", papers.receipt, name="receipt"),
    path("<str:code>/phieu-kiem-soat.pdf", papers.control_sheet, name="control_sheet"),
]
