"""What an auditor asks about a procedure: step by step, paper by paper, limit by limit."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from nep.operation.procedures.models import Component, ProcedureRevision
from nep.operation.procedures.presentation import StepShown, table_shown
from nep.operation.procedures.queries import (
    components_of,
    find_procedure,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.words import limit_in_words
from nep.support.documents.models import Revision
from nep.support.documents.papers.questions import Question, add_questions


def furnish() -> None:
    """Let procedures ask in the checklists of documents; done once, at the start."""
    add_questions(questions_about)


def questions_about(revision: Revision) -> Iterator[Question]:
    """Ask about a procedure; nothing about a document that is none, or not yet one."""
    procedure = find_procedure(revision.pk)
    if procedure is None:
        return
    yield from _of_the_counter(procedure)
    yield from _of_components(components_of(procedure.pk))
    for step in table_shown(step_table(procedure), promised_limit(procedure)).steps:
        yield from _of_step(step)
    yield from _of_limits(procedure)


def _of_the_counter(procedure: ProcedureRevision) -> Iterator[Question]:
    topic = _("Information and fees")
    yield Question(
        "notice",
        topic,
        _("Is what citizens are told the same as in this issue: papers, limits, fees, steps?"),
        "8.2.1",
        _("Notice posted at the one-stop shop; public page of the procedure"),
    )
    if procedure.fee:
        yield Question(
            "fee",
            topic,
            _("Was the fee charged as stated: %(fee)s?") % {"fee": procedure.fee.rstrip(" .;")},
            "8.5.1",
            _("Receipts of fees of dossiers picked at random"),
        )


def _of_components(papers: Iterable[Component]) -> Iterator[Question]:
    topic = _("Components of the dossier")
    for paper in papers:
        asked = (
            _("Is “%(paper)s” in the dossier (%(originals)s originals, %(copies)s copies)?")
            if paper.required
            else _("Where the case needs it, is “%(paper)s” in the dossier?")
        )
        counts = {"originals": paper.originals, "copies": paper.copies}
        yield Question(
            f"component.{paper.order}",
            topic,
            asked % {"paper": paper.name.rstrip(" .;"), **counts},
            "8.2.3",
            _("Receipt and stored papers of dossiers picked at random"),
        )
    yield Question(
        "component.none_besides",
        topic,
        _("Was nothing asked for besides these papers?"),
        "8.2.3",
        _("Requests for supplements; interviews with applicants"),
    )


def _of_step(step: StepShown) -> Iterator[Question]:
    row, topic = step.row, _("The steps")
    named = {"step": row.key, "name": row.name, "who": row.responsible, "time": step.time}
    asked = (
        _("%(step)s. %(name)s: was it done by %(who)s, within %(time)s?")
        if row.duration
        else _("%(step)s. %(name)s: was it done by %(who)s?")
    )
    tracks = _("Control sheet and history of dossiers picked at random")
    yield Question(
        f"step.{row.key}",
        topic,
        asked % named,
        "8.5.1",
        f"{tracks}; {row.result}" if row.result else tracks,
    )
    if row.returns_to:
        yield Question(
            f"step.{row.key}.returns",
            topic,
            _("%(step)s. When work was returned to %(back)s, was the reason written down?")
            % {"step": row.key, "back": ", ".join(row.returns_to)},
            "8.7",
            _("Returns in the history of dossiers, with their reasons"),
        )
    if step.agency:
        yield Question(
            f"step.{row.key}.agency",
            topic,
            _("%(step)s. Was the work of %(agency)s followed, and its delay answered?")
            % {"step": row.key, "agency": step.agency},
            "8.4.2",
            _("Hand-overs between agencies on the control sheet"),
        )


def _of_limits(procedure: ProcedureRevision) -> Iterator[Question]:
    topic = _("Time and result")
    yield Question(
        "limit",
        topic,
        _("Were results returned within %(limit)s, and was the citizen told of every delay?")
        % {"limit": limit_in_words(promised_limit(procedure))},
        "9.1.1",
        _("Register of dossiers; receipts with their due dates; letters of apology"),
    )
    yield Question(
        "result",
        topic,
        _("Was the result signed by somebody competent before it was handed over: %(result)s?")
        % {"result": procedure.result.rstrip(" .;")}
        if procedure.result
        else _("Was the result signed by somebody competent before it was handed over?"),
        "8.6",
        _("Results kept in dossiers, with signature and seal; register of results"),
    )
