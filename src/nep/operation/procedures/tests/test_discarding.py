"""A procedure goes along when its draft is discarded, and only then."""

import pytest

from nep.foundation.verdicts import Refused
from nep.operation.procedures.models import Component, ProcedureRevision, Step
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import NewDocument, draft_document

pytestmark = pytest.mark.django_db


def rows():
    return [kind.objects.count() for kind in (ProcedureRevision, Component, Step)]


def test_facts_components_and_steps_go_with_the_first_draft(draft, office, at):
    assert min(rows()) > 0

    discard_draft(draft, edition=draft.edition, actor=office.secretary, at=at)

    assert rows() == [0, 0, 0]


def test_the_table_in_force_stays_when_the_next_draft_goes(running, office, at, next_draft):
    before = rows()
    draft = next_draft.revision

    discard_draft(draft, edition=draft.edition, actor=office.secretary, at=at)

    assert [2 * left for left in rows()] == before
    assert ProcedureRevision.objects.get() == running


def test_a_procedure_without_a_table_yet_goes_too(office, at):
    new = NewDocument("QT-99", DocumentKind.PROCEDURE, "Quy trình")
    draft = draft_document(new, actor=office.secretary, at=at)

    discard_draft(draft, edition=draft.edition, actor=office.secretary, at=at)

    assert rows() == [0, 0, 0]


def test_a_refusal_leaves_the_table(draft, office, at):
    before = rows()

    with pytest.raises(Refused):
        discard_draft(draft, edition=draft.edition, actor=office.leader, at=at)

    assert rows() == before
