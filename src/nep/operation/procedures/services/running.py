"""From a written table to a process that runs: checked, compiled, alone in its service."""

from datetime import datetime
from textwrap import shorten

from django.utils.translation import gettext as _

from nep.agencies.queries import agencies_by_code
from nep.foundation.verdicts import Unfit
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import procedures_run_by, promised_limit, step_table
from nep.operation.procedures.rules.bpmn import compile_table
from nep.operation.procedures.rules.problems import problems

LONGEST_TITLE = 80  # of the pool in the diagram, where it stands upright


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
    document = procedure.revision.document
    others = agencies_by_code(row.agency for row in table.rows)
    names = {code: agency.name for code, agency in others.items()}
    xml = compile_table(
        table,
        title=shorten(f"{document.code} {document.title}", LONGEST_TITLE, placeholder="…"),
        agency_names=names,
    )
    procedure.bpmn = xml.decode()
    procedure.save(update_fields=["bpmn"])


def check_sole_service(procedure: ProcedureRevision, *, at: datetime) -> None:
    """Make sure that no other document of the agency serves the same TTHC from a moment on.

    :raises Refused: naming the other document.
    """
    document = procedure.revision.document
    rival = (
        procedures_run_by(document.agency, at=at)
        .filter(serves__in=procedure.serves.all())
        .exclude(revision__document=document)
        .first()
    )
    if rival is not None:
        raise Unfit(
            _("%(code)s already serves this administrative procedure; withdraw it first.")
            % {"code": rival.revision.document.code}
        )
