"""What the catalogue of administrative procedures answers to a search: pages that anyone reads."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nep.foundation.finding import AT_ONCE, Found, Hit
from nep.lib.vietnamese.text import fold
from nep.norms.catalogue.queries import search


def found_procedures(_request: HttpRequest, asked: str) -> Found:
    """Find procedures of the catalogue by code or by words of name and field, the best first."""
    hits = [
        Hit(
            title=procedure.key,
            address=reverse("portal:procedure", args=[procedure.key]),
            about=procedure.name,
            note=procedure.field,
            exact=fold(asked) == fold(procedure.key),
        )
        for procedure in search(asked)[:AT_ONCE]
    ]
    return Found(_("Administrative procedures"), hits)
