"""How tests name pages of procedures and read them."""

from django.urls import reverse

HTMX = {"HX-Request": "true"}


def at_(name, revision):
    document = revision.document
    return reverse(
        f"procedures:{name}", args=[document.agency.code, document.code, revision.number]
    )


def text_of(response):
    return response.content.decode()
