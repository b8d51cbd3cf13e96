"""One office with its procedures, a stranger from another, and their browsers."""

from datetime import timedelta

import pytest

from nep.agencies.queries import staff_named
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.operation.procedures.queries import procedure_of
from nep.operation.procedures.tests.factories import (
    Office,
    a_draft,
    a_running_procedure,
    a_tthc,
    content,
)
from nep.support.documents.services.drafting import draft_revision


@pytest.fixture
def district(db):
    return AgencyFactory(district=True, name="UBND huyện Ninh Hải")


@pytest.fixture
def office(district):
    return Office.at(AgencyFactory(name="UBND xã Tri Hải", leading_unit=district))


@pytest.fixture
def another_secretary(office):
    return actor_in(office.agency, Role.ISO_SECRETARY, title="Phó Thư ký ISO")


@pytest.fixture
def stranger(db):
    return actor_in(AgencyFactory(), Role.ISO_SECRETARY, Role.LEADER, title="Chủ tịch nơi khác")


@pytest.fixture
def served(db):
    return a_tthc()


@pytest.fixture
def draft(office, served):
    """The draft of a first revision: five steps, of 4,5 days where five are promised."""
    return a_draft(office, content(served))


@pytest.fixture
def running(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def next_draft(office, running, at):
    """The draft that follows the revision in force."""
    return procedure_of(
        draft_revision(
            running.revision.document, actor=office.secretary, at=at - timedelta(minutes=5)
        )
    )


@pytest.fixture
def browser_of(client):
    """Sign a member of staff in, and return their browser."""

    def sign_in(actor):
        client.force_login(staff_named([actor.staff_id])[actor.staff_id].person)
        return client

    return sign_in
