"""The head of a paper of the one-stop office: who issues it and where."""

from datetime import date

from nep.agencies.models import Agency, Unit
from nep.agencies.queries import leading_unit
from nep.agencies.queries.letterheads import letterhead_of_unit, place_of_unit
from nep.foundation.tabled_papers import Letterhead
from nep.operation.dossiers.papers.forms import OneStopOffice, one_stop_office


def letterhead_of(agency: Agency, *, on: date) -> Letterhead:
    """Return the head of what the one-stop office of an agency issues on a day."""
    lead = leading_unit(agency)
    office = one_stop_office(on)
    if _is(office, lead):
        return letterhead_of_unit(lead)
    return Letterhead(lead.name, office.name, place_of_unit(lead))


def returned_at(letterhead: Letterhead) -> str:
    """Return where the citizen takes the result: the office, and whose it is."""
    return f"{letterhead.issuer} - {letterhead.superior}".removesuffix(" - ")


def number_of(code: str, *, on: date) -> str:
    """Return the number of the papers of a dossier: unique at the office that issues them.

    The part of the code before the hyphen names the agency, which the head already does.
    """
    return f"{code.partition('-')[2] or code}/{one_stop_office(on).abbreviation}"


def _is(office: OneStopOffice, lead: Unit) -> bool:
    """Tell whether the agency is itself a one-stop office, as a provincial centre is."""
    return lead.name.casefold().startswith(office.name.casefold())
