"""Addresses of records kept."""

from django.urls import path

from nep.support.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.work, name="work"),
    path("thoi-han/", views.terms, name="terms"),
    path("ho-so-moi/", views.new_record, name="new_record"),
    path("theo-nam/", views.by_year, name="by_year"),
    path("ho-so/<int:key>/", views.record_page, name="record"),
    path("ho-so/<int:key>/ket-thuc/", views.close, name="close"),
    path("ho-so/<int:key>/nop-luu/", views.archive, name="archive"),
    path("de-nghi-huy/", views.propose, name="propose"),
    path("dot-huy/<int:key>/", views.disposal_page, name="disposal"),
    path("dot-huy/<int:key>/phe-duyet/", views.approve, name="approve"),
    path("dot-huy/<int:key>/khong-duyet/", views.refuse, name="refuse"),
    path("dot-huy/<int:key>/thuc-hien/", views.carry_out, name="carry_out"),
    path("dot-huy/<int:key>/bien-ban.pdf", views.minutes, name="minutes"),
]
