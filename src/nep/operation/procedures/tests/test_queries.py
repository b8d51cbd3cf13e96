"""What pages and other modules read of procedures."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from nep.agencies.rules import Role
from nep.lib.worktime.limits import Limit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.queries import (
    compiled,
    diagram_of,
    free_code,
    notice_of,
    procedure_of,
    procedure_serving,
    procedures_adoptable,
    step_table,
)
from nep.operation.procedures.rules.bpmn import Uncompilable
from nep.operation.procedures.rules.steps import StepTable
from nep.operation.procedures.services.adopting import adopt_procedure
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    Office,
    a_draft,
    approved,
    content,
    step,
)
from nep.support.documents.services.withdrawal import withdraw_revision

pytestmark = pytest.mark.django_db


def record(key):
    return AdministrativeProcedure.objects.get(key=key)


class TestNotice:
    def test_it_says_what_a_citizen_asks(self, office, at):
        draft = adopt_procedure(record("1.001193"), code="QT-01", actor=office.secretary, at=at)
        revision = approved(draft, office, since=at, at=at)

        notice = notice_of(procedure_of(revision))

        assert notice.title == "Thủ tục đăng ký khai sinh"
        assert notice.agency == "UBND xã Tri Hải"
        assert notice.result == "Giấy khai sinh"
        assert notice.fee.startswith("Miễn phí")
        assert notice.same_day
        assert "Công dân Việt Nam" in notice.who
        assert len(notice.channels) == 3
        assert notice.bring
        assert all(paper.name.startswith("Trường hợp") for paper in notice.bring_if[:1])
        assert notice.steps[0].name.startswith("Tiếp nhận")
        assert (notice.since, notice.adopted_by) == (at, "123/QĐ-UBND")

    def test_steps_of_another_agency_name_it_and_parallel_ones_are_told(
        self, office, served, district
    ):
        rows = (
            FIVE_STEPS[0],
            replace(FIVE_STEPS[1], parallel_group="A"),
            step("B3", Role.HEAD, "1", parallel_group="A", agency=district.code),
            replace(FIVE_STEPS[3], returns_to=()),
            FIVE_STEPS[4],
        )

        steps = notice_of(procedure_of(a_draft(office, content(served, rows)))).steps

        assert [one.side_by_side for one in steps] == [False, True, True, False, False]
        assert [one.agency for one in steps] == ["", "", district.name, "", ""]
        assert steps[2].duration == Limit.working_days(1)


class TestDiagram:
    def test_a_draft_has_the_one_of_its_table_as_it_stands(self, draft):
        xml = etree.fromstring(diagram_of(procedure_of(draft)))

        assert len(xml.findall(".//{*}userTask")) == len(FIVE_STEPS)

    def test_an_approved_one_has_the_one_it_was_approved_with(self, running):
        assert diagram_of(running).decode() == running.bpmn

    def test_a_table_without_steps_has_none(self, draft):
        with pytest.raises(Uncompilable):
            compiled(procedure_of(draft), StepTable(()))


class TestAdoptable:
    @pytest.fixture
    def births(self):
        return record("1.001193")

    def test_what_the_agency_is_competent_for_can_be_drafted_once(self, office, births, at):
        before = set(procedures_adoptable(office.agency, at=at))

        adopt_procedure(births, code="QT-01", actor=office.secretary, at=at)

        assert births in before
        assert all(one.runnable for one in before)
        assert set(procedures_adoptable(office.agency, at=at)) == before - {births}

    def test_it_can_be_drafted_again_once_its_procedure_was_withdrawn(self, office, births, at):
        draft = adopt_procedure(births, code="QT-01", actor=office.secretary, at=at)
        revision = approved(draft, office, since=at, at=at)
        assert births not in procedures_adoptable(office.agency, at=at)

        later = at + timedelta(days=1)
        withdraw_revision(revision, "Bị thay thế.", actor=office.leader, at=later)

        assert births in procedures_adoptable(office.agency, at=later)

    def test_drafts_of_other_agencies_do_not_matter(self, office, births, stranger, at):
        adopt_procedure(births, code="QT-01", actor=stranger, at=at)

        assert births in procedures_adoptable(office.agency, at=at)

    def test_a_district_is_not_offered_what_communes_handle(self, district, births, at):
        assert births not in procedures_adoptable(district, at=at)


class TestFreeCode:
    def test_it_follows_the_highest_that_was_given(self, office, served):
        assert free_code(office.secretary) == "QT-01"
        for code in ("QT-07", "QT-TP-99", "QT-003"):
            a_draft(office, content(served), code=code)

        assert free_code(office.secretary) == "QT-08"

    def test_codes_of_other_agencies_are_theirs(self, office, served, district):
        a_draft(Office.at(district), content(served), code="QT-07")

        assert free_code(office.secretary) == "QT-01"


class TestServing:
    def test_an_agency_answers_with_the_revision_of_the_moment(self, running, served, office, at):
        assert procedure_serving(served, office.agency, at=at) == running
        assert step_table(running).rows == FIVE_STEPS
