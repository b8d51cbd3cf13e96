"""What procedures add to the pages of documents: two faces, the way to draft, the differences."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.foundation import clock
from nep.foundation.faces import Face, show_face
from nep.foundation.slots import fill
from nep.norms.catalogue.rules.terms import StepsBasis
from nep.operation.procedures import changes
from nep.operation.procedures.presentation import differences_shown, source_shown, table_shown
from nep.operation.procedures.queries import (
    components_of,
    find_procedure,
    legal_limit,
    notice_of,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.words import limit_in_words
from nep.support.documents.models import Revision
from nep.support.documents.permissions import may_draft, may_write
from nep.support.documents.queries.visible import compared
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import IN_PREPARATION

PAGE = "documents.revision"
STEPS_FACE = "quy-trinh"
NOTICE_FACE = "cong-khai"


def furnish() -> None:
    """Put up the faces and the parts of other pages; done once, at the start."""
    steps, notice = "procedures/process.html", "procedures/notice_face.html"
    show_face(PAGE, Face(STEPS_FACE, _("Process"), steps, process_face, 20, of_procedures))
    show_face(PAGE, Face(NOTICE_FACE, _("Public notice"), notice, notice_face, 30, of_procedures))
    fill(f"{PAGE}.aside", "procedures/drafting.html", drafting, order=10)
    fill(f"{PAGE}.differences", "procedures/differences.html", steps_compared, order=10)
    fill("documents.list.actions", "procedures/adopt_action.html", adopting, order=10)
    changes.furnish()


def of_procedures(_request: HttpRequest, revision: Revision) -> bool:
    """Tell whether a document has these faces."""
    return revision.document.kind == DocumentKind.PROCEDURE


def process_face(request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Return the facts, the papers, the step table with its sum, and where its diagram is."""
    procedure = find_procedure(revision.pk)
    may = may_write(_actor(request), revision)
    if procedure is None:
        return {"procedure": None, "may_write_procedure": may}
    served = list(procedure.serves.all())
    return {
        "procedure": procedure,
        "served": served,
        "composed": any(one.steps_basis == StepsBasis.COMPOSED for one in served),
        "source": source_shown(procedure.source_note),
        "legal": limit_in_words(legal_limit(procedure)),
        "promised": limit_in_words(promised_limit(procedure)),
        "components": list(components_of(procedure.pk)),
        "table": table_shown(step_table(procedure), promised_limit(procedure)),
        "in_preparation": revision.stage in IN_PREPARATION,
        "may_write_procedure": may,
    }


def notice_face(_request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Return what citizens will read."""
    procedure = find_procedure(revision.pk)
    return {"notice": notice_of(procedure) if procedure else None}


def drafting(request: HttpRequest, revision: Revision) -> Mapping[str, Any] | None:
    """Return the parts of a draft that are still to be written, for those who write them."""
    if not of_procedures(request, revision) or not may_write(_actor(request), revision):
        return None
    procedure = find_procedure(revision.pk)
    if procedure is None:
        return {"procedure": None}
    promised = promised_limit(procedure)
    return {
        "procedure": procedure,
        "served": list(procedure.serves.all()),
        "promised": limit_in_words(promised),
        "components": components_of(procedure.pk).count(),
        "table": table_shown(step_table(procedure), promised),
    }


def steps_compared(request: HttpRequest, revision: Revision) -> Mapping[str, Any] | None:
    """Return what became of the steps since the revision that the text is compared with."""
    both = compared(_actor(request), revision, request.GET.get("voi", ""), at=clock.now())
    if both is None:
        return None
    before, after = find_procedure(both.before.pk), find_procedure(both.after.pk)
    if before is None or after is None:
        return None
    limits = [limit_in_words(promised_limit(one)) for one in (before, after)]
    return {
        "steps_changed": differences_shown(step_table(before), step_table(after)),
        "issue_before": both.before.label,
        "issue_after": both.after.label,
        "promised_before": limits[0],
        "promised_after": limits[1],
    }


def adopting(request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
    """Show the way to the catalogue to those who may draft from it."""
    actor = _actor(request)
    return {} if may_draft(actor, agency_id=actor.agency_id) else None


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", None)
    assert isinstance(actor, Actor)  # noqa: S101 - slots of staff pages only
    return actor
