"""From a written table to a process that runs: checked, compiled, alone in its service."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from nep.foundation.verdicts import Unfit
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import (
    compiled,
    procedures_run_from,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.problems import problems


def compile_procedure(procedure: ProcedureRevision) -> None:
    """Give a procedure its running form: BPMN 2.0 from the step table.

    :raises Refused: with everything that is wrong with the table.
    """
    table = step_table(procedure)
    wrong = problems(table, promised_limit(procedure))
    if not procedure.serves.exists():
        raise Unfit(_("Name the administrative procedure that this one serves."))
    if wrong:
        raise Unfit(" ".join(str(problem) for problem in wrong))
    procedure.bpmn = compiled(procedure, table).decode()
    procedure.save(update_fields=["bpmn"])


def check_sole_service(procedure: ProcedureRevision, *, at: datetime) -> None:
    """Make sure that no other document of the agency serves the same TTHC from a moment on.

    :raises Refused: naming the other document.
    """
    document = procedure.revision.document
    _one_approval_at_a_time(document.agency_id)
    rival = (
        procedures_run_from(document.agency, at)
        .filter(serves__in=procedure.serves.all())
        .exclude(revision__document=document)
        .first()
    )
    if rival is not None:
        raise Unfit(
            _("%(code)s already serves this administrative procedure; withdraw it first.")
            % {"code": rival.revision.document.code}
        )


def _one_approval_at_a_time(agency_id: int) -> None:
    # No constraint can look across documents; so two approvals at one agency wait for each other.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('procedures.approval:' || %s, 0))",
            [agency_id],
        )
