import pytest

from nep.agencies.tests.factories import AgencyFactory
from nep.foundation.verdicts import Unfit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.queries import procedure_of, step_table
from nep.operation.procedures.rules.problems import problems
from nep.operation.procedures.rules.steps import StepTable
from nep.operation.procedures.services.adopting import adopt_procedure, content_for
from nep.operation.procedures.tests.factories import Office, approved

pytestmark = pytest.mark.django_db


def record(key):
    return AdministrativeProcedure.objects.get(key=key)


@pytest.fixture
def commune(db):
    district = AgencyFactory(district=True)
    return AgencyFactory(leading_unit=district)


class TestAdoptProcedure:
    def test_a_record_with_steps_becomes_a_draft_that_can_be_approved(self, commune, at):
        office = Office.at(commune)

        draft = adopt_procedure(record("1.004873"), code="QT-01", actor=office.secretary, at=at)

        running = procedure_of(approved(draft, office, since=at, at=at))
        assert step_table(running).first.name.startswith("Tiếp nhận")
        assert step_table(running).total().to_json() == {"value": "3.000", "unit": "WORKING_DAY"}
        assert running.bpmn.startswith("<?xml")

    def test_a_record_without_steps_is_refused(self, commune, at):
        with pytest.raises(Unfit):
            content_for(record("1.000894"), commune)

    def test_every_record_with_steps_holds_at_a_commune_or_a_district(self, commune):
        for served in AdministrativeProcedure.objects.filter(runnable=True):
            content = content_for(served, commune)

            assert problems(StepTable(content.steps), content.facts.promised) == (), served.key
