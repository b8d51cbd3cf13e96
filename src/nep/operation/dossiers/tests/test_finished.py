"""Dossiers that were closed in a year are offered to the records kept, a line a procedure."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT

from nep.agencies.tests.factories import AgencyFactory
from nep.operation.dossiers.queries.finished import dossiers_finished_in
from nep.operation.dossiers.tests.factories import a_dossier
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.django_db


def test_closed_dossiers_of_a_year_are_one_line_and_open_ones_none():
    office, served = Office.at(AgencyFactory()), a_tthc()
    procedure = a_running_procedure(office, served)
    closed, _open = (
        a_dossier(served, procedure, actor=office.one_stop_officer, at=THE_MOMENT) for _ in range(2)
    )
    closed.finished_at = THE_MOMENT + timedelta(hours=1)
    closed.save(update_fields=["finished_at"])

    lines = dossiers_finished_in(office.agency.pk, THE_MOMENT.year)

    assert [(line.source, line.closed_on) for line in lines] == [
        (f"dossiers:{served.key}:{THE_MOMENT.year}", THE_MOMENT.date())
    ]
    assert "1" in lines[0].note
    assert dossiers_finished_in(office.agency.pk, THE_MOMENT.year - 1) == []
