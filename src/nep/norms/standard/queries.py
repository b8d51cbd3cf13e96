"""Reads of editions and clauses."""

from datetime import date

from django.db.models import QuerySet

from nep.norms.standard.models import Clause, Edition


def editions_on(on: date) -> QuerySet[Edition]:
    """Return the editions and amendments that apply on a day, the oldest first."""
    return Edition.objects.filter(validity__contains=on).order_by("validity")


def clauses_on(on: date) -> QuerySet[Clause]:
    """Return the clauses of the editions, without amendments, that apply on a day, in order."""
    return Clause.objects.filter(edition__validity__contains=on, edition__amends=None).order_by(
        "edition", "place"
    )


def amendments_on(on: date) -> QuerySet[Clause]:
    """Return what amendments in force on a day add, clause by clause."""
    return (
        Clause.objects.filter(edition__validity__contains=on, edition__amends__isnull=False)
        .select_related("edition")
        .order_by("place")
    )


def clause_numbered(number: str, *, edition: str = "ISO 9001:2015") -> Clause:
    """Return one clause of an edition.

    :raises Clause.DoesNotExist: when the edition has no such clause.
    """
    return Clause.objects.get(edition__code=edition, number=number)
