"""What a procedure says beyond its document's text: by these words too it is found."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nep.operation.procedures.queries import components_of, find_procedure, steps_of
from nep.support.fulltext.telling import tell_more


def furnish() -> None:
    """Let procedures be found by their steps and papers; done once, at the start."""
    tell_more("procedures.steps", _("Steps and components"), said_of)


def said_of(revision_id: int) -> Iterator[str]:
    """Return what it serves, its steps with who does them, and the papers that it asks for."""
    procedure = find_procedure(revision_id)
    if procedure is None:
        return
    for served in procedure.serves.all():
        yield f"{served.code} {served.name}".strip()
    for step in steps_of(procedure).values():
        yield " – ".join(part for part in (step.name, step.responsible, step.result) if part)
    for component in components_of(procedure.pk):
        yield component.name
