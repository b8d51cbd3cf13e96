"""Finished work that modules above offer to the records kept, which stand below them.

A module registers a function that says what work of an agency ended in a year, a line for what
is filed together; `support.retention` enters the lines among the records of the agency.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FinishedWork:
    """Work that is filed as one record: `source` tells it from all others, at all times."""

    source: str
    title: str
    closed_on: date
    note: str = ""


Offer = Callable[[int, int], Iterable[FinishedWork]]
_offers: list[Offer] = []


def offer_finished_work(offer: Offer) -> None:
    """Let this function say what work of an agency, by its key, ended in a year."""
    _offers.append(offer)


def finished_work(agency_id: int, year: int) -> list[FinishedWork]:
    """Return all work that ended in a year, in the order of the modules."""
    return [work for offer in _offers for work in offer(agency_id, year)]
