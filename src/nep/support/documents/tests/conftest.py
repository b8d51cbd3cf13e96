"""The people of one agency, and a stranger from another."""

from collections import defaultdict

import pytest

from nep.agencies.queries import staff_named
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation import events
from nep.support.documents.tests.factories import DocumentFactory, RevisionFactory


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


@pytest.fixture
def document(agency):
    return DocumentFactory(agency=agency, code="QT-TP-01", title="Chứng thực bản sao")


@pytest.fixture
def draft(document):
    return RevisionFactory(document=document)


@pytest.fixture
def submitted(document):
    return RevisionFactory(document=document, under_review=True)


@pytest.fixture
def reviewed(document):
    return RevisionFactory(document=document, reviewed=True)


@pytest.fixture
def in_force(document):
    return RevisionFactory(document=document, approved=True)


@pytest.fixture
def following(in_force):
    return RevisionFactory(document=in_force.document, number=2, reviewed=True)


@pytest.fixture
def nobody_above(monkeypatch):
    """Let no module above have a say: what it says is tested where it stands."""
    monkeypatch.setattr(events, "_handlers", defaultdict(list))


@pytest.fixture
def listening(nobody_above):
    """Let a handler listen for the length of a test."""

    def listen(kind, handler):
        events.handles(kind)(handler)

    return listen


@pytest.fixture
def browser_of(client):
    """Sign a member of staff in, and return their browser."""

    def sign_in(actor):
        client.force_login(staff_named([actor.staff_id])[actor.staff_id].person)
        return client

    return sign_in
