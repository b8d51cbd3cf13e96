"""One agency, who keeps its people, who keeps those of another, and their browsers."""

import pytest
from conftest import THE_MOMENT

from nep.agencies.queries import actor_for
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in, staff_in


@pytest.fixture
def agency(db):
    return AgencyFactory(name="UBND xã Tri Hải", code="ubnd-xa-tri-hai")


@pytest.fixture
def administrator(agency):
    return staff_in(agency, Role.ADMINISTRATOR, title="Quản trị")


@pytest.fixture
def keeper(administrator):
    """The administrator as who acts."""
    return actor_for(administrator, at=THE_MOMENT)


@pytest.fixture
def stranger(db):
    """The administrator of another agency."""
    return actor_in(AgencyFactory(), Role.ADMINISTRATOR, title="Quản trị")


@pytest.fixture
def clerk(agency):
    return staff_in(agency, Role.CLERK, title="Văn thư")


@pytest.fixture
def browser(client, administrator):
    client.force_login(administrator.person)
    return client


@pytest.fixture
def client_of(client):
    """Sign a person in, in a browser of their own."""

    def sign_in(person):
        other = type(client)()
        other.force_login(person)
        return other

    return sign_in
