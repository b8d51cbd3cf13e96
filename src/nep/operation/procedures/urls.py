"""Addresses of procedures, under those of the documents that they are."""

from django.urls import path, register_converter

from nep.operation.procedures.views import adopting, bringing, components, diagram, facts, steps
from nep.support.documents.rules.addresses import CodeConverter

register_converter(CodeConverter, "procedure_code")

_REVISION = "<slug:agency>/<procedure_code:code>/<int:number>/"

app_name = "procedures"
urlpatterns = [
    path("soan/", adopting.adopt_page, name="adopt"),
    path(f"{_REVISION}thong-tin/", facts.facts_page, name="facts"),
    path(f"{_REVISION}thanh-phan/", components.components_page, name="components"),
    path(f"{_REVISION}cac-buoc/", steps.steps_page, name="steps"),
    path(f"{_REVISION}nhap-so-do/", bringing.bring_page, name="bring"),
    path(f"{_REVISION}so-do.bpmn", diagram.diagram, name="diagram"),
]
