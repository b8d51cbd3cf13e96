"""What a procedure writes into section 5 of its paper: 5.1 to 5.7 (rules §5.2; R17)."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.presentation import StepShown, TableShown, table_shown
from nep.operation.procedures.queries import (
    components_of,
    find_procedure,
    legal_limit,
    notice_of,
    promised_limit,
    step_table,
)
from nep.operation.procedures.rules.notice import Notice
from nep.operation.procedures.rules.words import limit_in_words
from nep.support.documents.models import Revision
from nep.support.documents.papers.parts import add_to_paper
from nep.support.documents.papers.value import Block, Column, Heading, Prose, Table
from nep.support.documents.rules.text import Section


def furnish() -> None:
    """Let procedures write into the papers of documents; done once, at the start."""
    add_to_paper(Section.CONTENT, write_content)


def write_content(revision: Revision) -> Iterator[Block]:
    """Write 5.1 to 5.7; nothing for a document that is no procedure, or not yet one."""
    procedure = find_procedure(revision.pk)
    if procedure is None:
        return
    notice = notice_of(procedure)
    yield Heading(2, f"5.1. {_('Legal basis')}")
    yield from _basis(procedure.serves.all())
    yield Heading(2, f"5.2. {_('Components of the dossier')}")
    yield from _components(procedure)
    yield Heading(2, f"5.3. {_('Number of copies of the dossier')}")
    yield Prose(_("As many originals and copies of each paper as part 5.2 says."))
    yield Heading(2, f"5.4. {_('Time for handling')}")
    yield Prose("\n".join(_times(procedure)))
    yield Heading(2, f"5.5. {_('Where dossiers are received and results returned')}")
    yield Prose("\n".join(_places(notice)))
    yield Heading(2, f"5.6. {_('Fees')}")
    yield Prose(procedure.fee or _("No fee is stated."))
    yield Heading(2, f"5.7. {_('How the work is done')}")
    yield from _steps(table_shown(step_table(procedure), promised_limit(procedure)))


def _basis(served: Iterable[AdministrativeProcedure]) -> Iterator[Block]:
    yield Prose(_("The legal texts are those of part 3. Administrative procedures handled:"))
    yield Table(
        (
            Column(_("Procedure code"), 24, centred=True),
            Column(_("Administrative procedure"), 96),
            Column(_("Announced by"), 34, centred=True),
        ),
        tuple((one.code, one.name, str(one.record.get("decision") or "")) for one in served),
    )


def _components(procedure: ProcedureRevision) -> Iterator[Block]:
    rows = tuple(
        (
            str(number),
            paper.name,
            str(paper.originals),
            str(paper.copies),
            "\n".join(
                filter(None, ("" if paper.required else _("If the case needs it"), paper.note))
            ),
        )
        for number, paper in enumerate(components_of(procedure.pk), start=1)
    )
    if not rows:
        yield Prose(_("Nothing to bring."))
        return
    yield Table(
        (
            Column(_("Row no."), 10, centred=True),
            Column(_("Paper"), 84),
            Column(_("Originals"), 18, centred=True),
            Column(_("Copies"), 18, centred=True),
            Column(_("Note"), 34),
        ),
        rows,
    )


def _times(procedure: ProcedureRevision) -> Iterator[str]:
    legal, promised = legal_limit(procedure), promised_limit(procedure)
    yield _("By law: %(limit)s.") % {"limit": limit_in_words(legal)}
    if promised != legal:
        yield _("The agency promises: %(limit)s.") % {"limit": limit_in_words(promised)}
    if procedure.same_day:
        yield _("Result on the day of filing; on the next working day when filed after 15:00") + "."


def _places(notice: Notice) -> Iterator[str]:
    yield _("One-stop shop of %(agency)s.") % {"agency": notice.agency}
    if notice.channels:
        yield _("Ways to file: %(channels)s.") % {"channels": ", ".join(notice.channels)}
    if notice.result:
        yield _("Result: %(result)s") % {"result": notice.result}


def _steps(table: TableShown) -> Iterator[Block]:
    yield Table(
        (
            Column(_("Row no."), 12, centred=True),
            Column(_("Order of work"), 58),
            Column(_("Responsibility"), 40),
            Column(_("Time"), 24, centred=True),
            Column(_("Form or result"), 38),
        ),
        tuple(_row(step) for step in table.steps),
    )
    if table.total:
        yield Prose(
            _("Total time of the steps: %(sum)s, of %(promised)s promised.")
            % {"sum": table.total.total, "promised": table.total.promised}
        )


def _row(step: StepShown) -> tuple[str, ...]:
    row = step.row
    ways = [_("Returns to %(step)s") % {"step": key} for key in row.returns_to]
    ways += [
        _("%(choice)s: goes to %(step)s") % {"choice": way.label, "step": way.to_key}
        for way in row.choices
    ]
    if row.goes_to:
        ways.append(_("Goes on to %(step)s") % {"step": row.goes_to})
    beside = _("Side by side, group %(group)s") % {"group": row.parallel_group}
    return (
        row.key,
        "\n".join([row.name, *([beside] if step.side_by_side else []), *ways]),
        "\n".join(dict.fromkeys(filter(None, (row.responsible, row.unit, step.agency)))),
        step.time,
        row.result,
    )
