"""The acts on procedures: writing, copying, submitting and approving."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.lib.worktime.limits import Limit
from nep.operation.procedures.models import Step
from nep.operation.procedures.queries import procedure_of, step_table
from nep.operation.procedures.services.writing import (
    ComponentRow,
    Content,
    content_of,
    write_procedure,
)
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    WITH_OPINIONS,
    Office,
    a_draft,
    approved,
    content,
)
from nep.platform.journal.queries import entries_about
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import Stage
from nep.support.documents.rules.text import Text
from nep.support.documents.services.drafting import (
    NewDocument,
    draft_document,
    draft_revision,
    submit_for_review,
    write_text,
)

pytestmark = pytest.mark.django_db


def stored(revision):
    """Return all that stands in a procedure now."""
    return content_of(procedure_of(revision))


class TestWriteProcedure:
    def test_what_is_written_replaces_what_stood_there(self, draft, served, office, at):
        new = replace(
            content(served, WITH_OPINIONS), components=(ComponentRow("Tờ khai", 2, 1, note="Mẫu"),)
        )

        write_procedure(draft, new, edition=draft.edition, actor=office.secretary, at=at)

        assert stored(draft) == new
        assert entries_about(draft).filter(act="procedures.procedure_written").exists()

    def test_of_two_editors_the_second_is_refused(
        self, draft, served, office, another_secretary, at
    ):
        edition = draft.edition
        write_procedure(draft, content(served), edition=edition, actor=office.secretary, at=at)
        before = stored(draft)

        with pytest.raises(Overtaken, match=office.secretary.name):
            write_procedure(
                draft,
                content(served, WITH_OPINIONS),
                edition=edition,
                actor=another_secretary,
                at=at,
            )

        assert stored(draft) == before

    @pytest.mark.parametrize("who", ["leader", "clerk"])
    def test_others_do_not_write(self, draft, served, office, who, at):
        before = stored(draft)

        with pytest.raises(Refused):
            write_procedure(
                draft,
                content(served, WITH_OPINIONS),
                edition=draft.edition,
                actor=getattr(office, who),
                at=at,
            )

        assert stored(draft) == before

    def test_a_stranger_does_not_write(self, draft, served, stranger, at):
        with pytest.raises(Refused):
            write_procedure(draft, content(served), edition=draft.edition, actor=stranger, at=at)

    @pytest.mark.parametrize(
        "wrong",
        [
            lambda written: replace(
                written, facts=replace(written.facts, promised=Limit.working_days(6))
            ),
            lambda written: replace(
                written, steps=(replace(FIVE_STEPS[0], agency="nowhere"), *FIVE_STEPS[1:])
            ),
            lambda written: replace(
                written, steps=(replace(FIVE_STEPS[0], unit="Phòng lạ"), *FIVE_STEPS[1:])
            ),
        ],
        ids=["promise beyond the law", "no such agency", "no such unit"],
    )
    def test_what_cannot_be_is_refused_and_nothing_changes(self, draft, served, office, wrong, at):
        before, edition = stored(draft), draft.edition

        with pytest.raises(Unfit):
            write_procedure(
                draft, wrong(content(served)), edition=edition, actor=office.secretary, at=at
            )

        draft.refresh_from_db()
        assert stored(draft) == before
        assert draft.edition == edition

    def test_a_unit_of_another_agency_is_found_there(self, draft, served, office, district, at):
        unit = district.units.get(leads=True)
        steps = (
            FIVE_STEPS[0],
            replace(FIVE_STEPS[1], agency=district.code, unit=unit.name),
            *FIVE_STEPS[2:],
        )

        write_procedure(
            draft,
            content(served, steps),
            edition=draft.edition,
            actor=office.secretary,
            at=at,
        )

        assert Step.objects.get(procedure=draft.pk, key="B2").unit == unit


class TestNextRevision:
    def test_it_begins_with_everything_of_the_one_in_force(self, running, next_draft):
        assert content_of(next_draft) == content_of(running)
        assert next_draft.revision.number == 2
        assert next_draft.bpmn == ""

    def test_writing_in_it_leaves_the_one_in_force_alone(
        self, running, next_draft, served, office, at
    ):
        before = content_of(running)

        write_procedure(
            next_draft.revision,
            content(served, WITH_OPINIONS),
            edition=next_draft.revision.edition,
            actor=office.secretary,
            at=at,
        )

        assert content_of(running) == before
        assert content_of(next_draft) != before

    def test_a_copy_keeps_parallel_groups_choices_agencies_and_papers(
        self, office, served, district, at
    ):
        steps = tuple(
            replace(row, agency=district.code) if row.key == "B3" else row for row in WITH_OPINIONS
        )
        first = approved(
            a_draft(office, content(served, steps)),
            office,
            since=at - timedelta(days=9),
            at=at - timedelta(days=10),
        )

        second = draft_revision(first.document, actor=office.secretary, at=at)

        assert stored(second) == stored(first)
        assert step_table(procedure_of(second)).rows == steps


class TestSubmitting:
    def test_a_table_that_holds_gets_its_diagram(self, draft, office, at):
        submit_for_review(draft, actor=office.secretary, at=at)

        assert procedure_of(draft).bpmn.startswith("<?xml")

    def test_steps_beyond_the_promise_are_refused_in_a_sentence(self, draft, served, office, at):
        longer = (FIVE_STEPS[0], replace(FIVE_STEPS[1], duration=Limit.working_days(4)))
        write_procedure(
            draft,
            content(served, (*longer, *FIVE_STEPS[2:])),
            edition=draft.edition,
            actor=office.secretary,
            at=at,
        )

        with pytest.raises(Unfit, match="vượt 1,5 ngày làm việc so với thời hạn cam kết"):
            submit_for_review(draft, actor=office.secretary, at=at)

        draft.refresh_from_db()
        assert draft.stage == Stage.DRAFT
        assert procedure_of(draft).bpmn == ""

    def test_a_procedure_that_serves_nothing_is_refused(self, draft, served, office, at):
        nothing = replace(content(served).facts, serves=())
        write_procedure(
            draft,
            Content(nothing, (), FIVE_STEPS),
            edition=draft.edition,
            actor=office.secretary,
            at=at,
        )

        with pytest.raises(Unfit):
            submit_for_review(draft, actor=office.secretary, at=at)

    def test_a_document_without_a_process_is_refused(self, office, at):
        new = NewDocument("QT-99", DocumentKind.PROCEDURE, "Không có bước")
        bare = draft_document(new, actor=office.secretary, at=at)
        bare = write_text(
            bare,
            Text(purpose="Mục đích", scope="Phạm vi", content="Nội dung"),
            edition=bare.edition,
            actor=office.secretary,
            at=at,
        )

        with pytest.raises(Unfit):
            submit_for_review(bare, actor=office.secretary, at=at)

        bare.refresh_from_db()
        assert bare.stage == Stage.DRAFT


class TestApproving:
    def test_an_agency_works_by_one_procedure_for_a_tthc(self, running, served, office, at):
        rival = a_draft(office, content(served))

        with pytest.raises(Unfit, match=running.revision.document.code):
            approved(rival, office, since=at + timedelta(days=1), at=at)

        rival.refresh_from_db()
        assert rival.stage != Stage.APPROVED

    def test_another_agency_may_have_its_own(self, running, served, district, at):
        neighbour = Office.at(district)

        revision = approved(a_draft(neighbour, content(served)), neighbour, since=at, at=at)

        assert revision.stage == Stage.APPROVED
