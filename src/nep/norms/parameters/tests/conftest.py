"""The focal agency, its administrator, that of another, and the number they speak of."""

from datetime import date, timedelta

import pytest

from nep.agencies.rules import Role
from nep.agencies.services import name_focal_agency
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.norms.parameters.models import Parameter
from nep.norms.parameters.tests.factories import House

KEY = "session.idle_minutes"


@pytest.fixture
def focal(db, at):
    agency = AgencyFactory()
    name_focal_agency(agency, since=date(2020, 1, 1), source="QĐ 1", actor=House(), at=at)
    return agency


@pytest.fixture
def watcher(focal):
    """The administrator of the focal agency."""
    return actor_in(focal, Role.ADMINISTRATOR)


@pytest.fixture
def neighbour(focal):
    """The administrator of another agency."""
    return actor_in(AgencyFactory(), Role.ADMINISTRATOR)


@pytest.fixture
def idle(db) -> Parameter:
    return Parameter.objects.get(key=KEY)


@pytest.fixture
def tomorrow(at) -> date:
    return at.date() + timedelta(days=1)
