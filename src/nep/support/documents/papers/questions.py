"""The audit checklist of a revision: what an auditor asks, by which clause, and what they look at.

Questions are drawn from the revision itself, so they change when it does and at the same moment;
their keys stay, so that the answers of two years can be laid beside each other. Modules above
add what they know of: a procedure its steps, components and limits.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from nep.agencies.queries import local_day
from nep.norms.standard.queries import clauses_on
from nep.support.documents.models import Revision
from nep.support.documents.papers.value import Block, Column, Heading, Paper, Prose, Table
from nep.support.documents.papers.writing import marks_of, stamp_of


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `key` names what it is about in every revision (`step.B3`)."""

    key: str
    topic: str
    asks: str
    clause: str
    evidence: str


Ask = Callable[[Revision], Iterable[Question]]

_askers: list[Ask] = []


def add_questions(ask: Ask) -> None:
    """Let a module above ask about revisions; done once, when the application starts."""
    _askers.append(ask)


def questions_of(revision: Revision) -> list[Question]:
    """Return what an auditor asks about a revision: of the work first, then of the document."""
    asked = [question for ask in _askers for question in ask(revision)]
    return [*asked, *_of_the_document(revision)]


def clause_titles(on: date) -> dict[str, str]:
    """Return the titles of the standard's clauses on a day, by their numbers."""
    return {clause.number: clause.title for clause in clauses_on(on)}


def checklist_of(revision: Revision, *, at: datetime) -> Paper:
    """Return the checklist as a paper, with room for what is found (rules §5.5)."""
    with override("vi"):
        document = revision.document
        return Paper(
            agency=document.agency.name,
            title=_("Audit checklist: %(title)s") % {"title": document.title},
            code=document.code,
            marks=marks_of(revision),
            page_word=_("Page"),
            stamp=stamp_of(revision, at=at),
            cover=None,
            sheet=(),
            body=tuple(_sheet(revision, local_day(at))),
            at=at,
            across=True,
        )


def _sheet(revision: Revision, on: date) -> Iterator[Block]:
    questions, titles = questions_of(revision), clause_titles(on)
    yield Prose(_("Unit audited: ……………………  Auditor: ……………………  Day: …/…/……"))
    numbers = iter(range(1, len(questions) + 1))
    for topic in dict.fromkeys(question.topic for question in questions):
        yield Heading(1, topic)
        yield Table(
            (
                Column(_("Row no."), 9, centred=True),
                Column(_("Question"), 82),
                Column(_("Clause"), 36),
                Column(_("Evidence to look at"), 58),
                Column(_("Result (C/NC/N)"), 26, centred=True),
                Column(_("What the auditor found"), 40),
            ),
            tuple(
                (
                    str(next(numbers)),
                    question.asks,
                    f"{question.clause} {titles.get(question.clause, '')}".strip(),
                    question.evidence,
                    "",
                    "",
                )
                for question in questions
                if question.topic == topic
            ),
        )
    yield Prose(_("C: conforms; NC: does not conform; N: worth noting."))


def _of_the_document(revision: Revision) -> Iterator[Question]:
    topic, label = _("The document itself"), {"number": revision.label}
    yield Question(
        "document.issue",
        topic,
        _("Is the text in use issue %(number)s, reviewed and approved?") % label,
        "7.5.2",
        _("Cover and amendment sheet; register of internal documents"),
    )
    yield Question(
        "document.copies",
        topic,
        _("Is only the issue in force at hand where people work, and are old copies withdrawn?"),
        "7.5.3",
        _("Copies at the places of work; distribution list; old copies stamped out of force"),
    )
    yield Question(
        "document.awareness",
        topic,
        _("Do those who work by the text know it, and what its last amendment changed?"),
        "7.3",
        _("Confirmations of reading; minutes of dissemination; interviews"),
    )
    if revision.forms:
        yield Question(
            "document.forms",
            topic,
            _("Are the forms of part 6 used as they stand?"),
            "7.5.3",
            _("Filled forms of dossiers picked at random, beside part 6"),
        )
    if revision.records:
        yield Question(
            "document.records",
            topic,
            _("Are the records of part 7 complete, and kept where and as long as it says?"),
            "7.5.3",
            _("Records of part 7 for dossiers picked at random; register of records"),
        )
