"""How tests name pages and read them."""

from django.urls import reverse


def at_(name, revision):
    document = revision.document
    return reverse(f"documents:{name}", args=[document.agency.code, document.code, revision.number])


def text_of(response):
    return response.content.decode()
