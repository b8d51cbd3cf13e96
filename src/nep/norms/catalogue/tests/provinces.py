"""The 125 agencies of Ninh Thuận in 2023, by code and kind: what the tables must fit."""

from pathlib import Path

from nep.agencies.rules import Kind
from nep.norms.catalogue.rules.drafting import Place
from nep.norms.parameters.reference import lines_of

AGENCIES = lines_of(Path(__file__).parent / "agencies_2023.csv")
CODES = {line["code"] for line in AGENCIES}


def place_of(agency: dict[str, str]) -> Place:
    """Return an agency as a place to draft for; nobody has units of a name asked for."""
    commune = agency["kind"] == Kind.COMMUNE_COMMITTEE
    return Place(agency["code"], agency["parent"] if commune else "", lambda _code, _name: False)
