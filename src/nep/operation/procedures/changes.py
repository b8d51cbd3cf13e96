"""What a procedure tells of its change, and the places in it to which remarks can be made.

Registered with documents, which knows nothing of steps.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nep.operation.procedures.presentation import (
    DifferenceShown,
    differences_shown,
    role_name,
    time_of,
)
from nep.operation.procedures.queries import find_procedure, promised_limit, step_table
from nep.operation.procedures.rules.words import limit_in_words
from nep.support.documents.rules.changes import tell_changes
from nep.support.documents.rules.places import Place, add_places


def furnish() -> None:
    """Register with documents; done once, at the start."""
    tell_changes(changes_told)
    add_places(places_in)


def changes_told(before_id: int, after_id: int) -> Iterator[str]:
    """Yield what changed in limit and steps, the limit first: "hạn bước 3: 2 → 1 ngày làm việc"."""
    before, after = find_procedure(before_id), find_procedure(after_id)
    if before is None or after is None:
        return
    limits = [limit_in_words(promised_limit(one)) for one in (before, after)]
    if limits[0] != limits[1]:
        yield _("Promised limit: %(before)s → %(after)s") % {
            "before": limits[0],
            "after": limits[1],
        }
    steps = [_told(one) for one in differences_shown(step_table(before), step_table(after))]
    if steps:
        yield "; ".join(steps)


def places_in(revision_id: int) -> Iterator[Place]:
    """Yield the steps as places of remarks, each by the key that it has in the table."""
    procedure = find_procedure(revision_id)
    if procedure is None:
        return
    for number, step in enumerate(step_table(procedure).rows, start=1):
        title = _("Step %(number)s. %(name)s") % {"number": number, "name": step.name}
        said = (step.responsible or role_name(step), time_of(step), step.result)
        yield Place(f"step:{step.key}", title, " · ".join(part for part in said if part))


def _told(one: DifferenceShown) -> str:
    if one.change == "added":
        return _("step %(number)s added: %(name)s") % {"number": one.number, "name": one.step.name}
    if one.change == "removed":
        return _("step removed: %(name)s") % {"name": one.step.name}
    aspects = ", ".join(
        f"{str(aspect.name).lower()} {aspect.before or '–'} → {aspect.after or '–'}"
        for aspect in one.aspects
    )
    return _("step %(number)s: %(aspects)s") % {"number": one.number, "aspects": aspects}
