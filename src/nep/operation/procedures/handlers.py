"""What a procedure has to say when its document is drafted, submitted or approved.

A handler that refuses refuses the whole act: a document of kind `procedure` cannot be
submitted with a table that does not hold, nor approved beside another for the same TTHC.
"""

from django.utils.translation import gettext as _

from nep.foundation.events import handles
from nep.foundation.verdicts import Unfit
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import find_procedure
from nep.operation.procedures.services.running import check_sole_service, compile_procedure
from nep.operation.procedures.services.writing import copy_procedure, discard_procedure
from nep.support.documents.events import (
    DraftDiscarded,
    RevisionApproved,
    RevisionDrafted,
    RevisionSubmitted,
)
from nep.support.documents.queries.revisions import revision_with_key
from nep.support.documents.rules.documents import DocumentKind


@handles(RevisionDrafted)
def begin_with_the_steps_before(event: RevisionDrafted) -> None:
    """A new draft begins with the facts and steps of the revision before it."""
    if event.from_revision_id is None:
        return
    before = find_procedure(event.from_revision_id)
    if before is not None:
        copy_procedure(before, revision_with_key(event.revision_id))


@handles(DraftDiscarded)
def go_along_with_the_draft(event: DraftDiscarded) -> None:
    """A draft is discarded with the facts, components and steps that belong to it."""
    procedure = find_procedure(event.revision_id)
    if procedure is not None:
        discard_procedure(procedure)


@handles(RevisionSubmitted)
def submit_only_what_runs(event: RevisionSubmitted) -> None:
    """A procedure goes to review with a step table that holds, in its running form."""
    procedure = _procedure(event.revision_id)
    if procedure is not None:
        compile_procedure(procedure)


@handles(RevisionApproved)
def approve_one_procedure_a_tthc(event: RevisionApproved) -> None:
    """An agency works by one procedure for a TTHC at any time."""
    procedure = _procedure(event.revision_id)
    if procedure is not None:
        check_sole_service(procedure, at=event.effective_from)


def _procedure(revision_id: int) -> ProcedureRevision | None:
    procedure = find_procedure(revision_id)
    if procedure is None and _is_one(revision_id):
        raise Unfit(_("A procedure needs its facts and its step table first."))
    return procedure


def _is_one(revision_id: int) -> bool:
    return revision_with_key(revision_id).document.kind == DocumentKind.PROCEDURE
