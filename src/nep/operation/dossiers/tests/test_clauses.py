"""Dossiers answer clauses of the standard once an agency has one."""

import pytest

from nep.agencies.tests.factories import AgencyFactory
from nep.norms.standard.answers import answers_at
from nep.operation.dossiers.clauses import CLAUSES
from nep.operation.dossiers.tests.factories import a_dossier
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    Office,
    a_running_procedure,
    a_tthc,
)

pytestmark = pytest.mark.django_db


def test_an_agency_answers_by_the_dossiers_that_it_has(at):
    office = Office.at(AgencyFactory())
    served = a_tthc()
    procedure = a_running_procedure(office, served, FIVE_STEPS)
    assert CLAUSES not in [answer.clauses for answer in answers_at(office.agency.pk, at=at)]

    a_dossier(served, procedure, actor=office.one_stop_officer, at=at)

    assert CLAUSES in [answer.clauses for answer in answers_at(office.agency.pk, at=at)]
