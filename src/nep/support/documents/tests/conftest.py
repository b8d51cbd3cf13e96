"""The people of one agency, and a stranger from another."""

import pytest

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in


@pytest.fixture
def agency(db):
    return AgencyFactory(district=True, name="UBND huyện Ninh Hải")


@pytest.fixture
def secretary(agency):
    return actor_in(agency, Role.ISO_SECRETARY, title="Thư ký ISO")


@pytest.fixture
def another_secretary(agency):
    return actor_in(agency, Role.ISO_SECRETARY, title="Phó Thư ký ISO")


@pytest.fixture
def head(agency):
    return actor_in(agency, Role.HEAD, title="Trưởng phòng")


@pytest.fixture
def leader(agency):
    return actor_in(agency, Role.LEADER, title="Chủ tịch")


@pytest.fixture
def clerk(agency):
    return actor_in(agency, Role.CLERK, title="Văn thư")


@pytest.fixture
def stranger(db):
    return actor_in(AgencyFactory(), Role.ISO_SECRETARY, Role.LEADER, title="Chủ tịch nơi khác")
