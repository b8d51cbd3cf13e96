"""Addresses of the interface and of its connections."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from nep.api.doors import addresses, nothing_here
from nep.api.face import PREFIX
from nep.api.views import connections, reference


class Anything(StringConverter):
    """Whatever stands in an address, even the end of a line."""

    regex = r"[\s\S]+"


register_converter(Anything, "anything")

app_name = "api"
urlpatterns = [
    path("cai-dat/ket-noi/", connections.connections_page, name="connections"),
    path("cai-dat/ket-noi/moi/", connections.new_connection, name="new_connection"),
    path("cai-dat/ket-noi/<int:key>/thu-hoi/", connections.revoke, name="revoke"),
    path(PREFIX, reference.reference_page, name="reference"),
    path(f"{PREFIX}openapi.json", reference.openapi, name="openapi"),
    *addresses(PREFIX),
    path(f"{PREFIX}<anything:rest>", nothing_here, name="nothing_here"),
]
