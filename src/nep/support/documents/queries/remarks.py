"""Remarks on a revision, and the places at which they can be made."""

from collections import defaultdict

from django.db.models import QuerySet

from nep.support.documents.models import SECTION_NAMES, Remark, Revision
from nep.support.documents.rules.places import Place, places_of_others
from nep.support.documents.rules.text import Section


def places_of(revision: Revision) -> list[Place]:
    """Return the places of a revision in reading order: sections, then what others keep."""
    sections = [
        Place(
            section.value,
            f"{section.place}. {SECTION_NAMES[section]}",
            revision.text.of(section),
        )
        for section in Section
    ]
    return [*sections, *places_of_others(revision.pk)]


def remarks_on(revision: Revision) -> QuerySet[Remark]:
    """Return the remarks on a revision as they were made, those to be mended first."""
    people = ("made_by__person", "made_by__post", "mended_by__person")
    found = Remark.objects.filter(revision=revision.pk).select_related(*people)
    return found.order_by("-mended_at", "pk")


def remarks_to_mend(revision: Revision) -> QuerySet[Remark]:
    """Return the remarks that nobody has answered yet."""
    return remarks_on(revision).filter(mended_at=None)


def remarks_by_place(revision: Revision) -> dict[str, list[Remark]]:
    """Return the remarks that are still to be mended, by the key of their place.

    Editors of a part of the revision (the steps: `step:B3`) show them where they belong.
    """
    by_place: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks_to_mend(revision):
        by_place[remark.place].append(remark)
    return dict(by_place)


def remark_of(revision: Revision, key: int) -> Remark:
    """Return one remark on a revision.

    :raises Remark.DoesNotExist: when it has none of this key.
    """
    return remarks_on(revision).get(pk=key)


def remark_locked(key: int) -> Remark:
    """Return a remark as it now is, locked until the transaction ends."""
    return Remark.objects.select_for_update().get(pk=key)
