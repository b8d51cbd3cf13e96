"""An agency whose records are kept, and the people who keep them and let them go."""

import pytest

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.support.retention.tests.factories import FOR_EVER, a_term


@pytest.fixture
def agency(db):
    return AgencyFactory(district=True, name="UBND huyện Ninh Hải")


@pytest.fixture
def clerk(agency):
    return actor_in(agency, Role.CLERK)


@pytest.fixture
def leader(agency):
    return actor_in(agency, Role.LEADER)


@pytest.fixture
def official(agency):
    return actor_in(agency, Role.OFFICIAL)


@pytest.fixture
def terms(clerk):
    return a_term(clerk), a_term(clerk, FOR_EVER, None)
