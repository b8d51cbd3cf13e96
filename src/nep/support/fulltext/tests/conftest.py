"""An agency whose texts are approved as its people approve them, and others who search."""

from datetime import timedelta

import pytest

from nep.agencies.queries import staff_named
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.support.documents.rules.approval import Approval
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.text import Text
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.drafting import (
    NewDocument,
    draft_document,
    submit_for_review,
    write_text,
)
from nep.support.documents.services.review import confirm_review

A_DAY = timedelta(days=1)


class House:
    """An agency, and the acts by which a text of its comes into force."""

    def __init__(self, agency):
        self.agency = agency
        self.secretary = actor_in(agency, Role.ISO_SECRETARY, title="Thư ký ISO")
        self.head = actor_in(agency, Role.HEAD, title="Trưởng phòng")
        self.leader = actor_in(agency, Role.LEADER, title="Chủ tịch")
        self.clerk = actor_in(agency, Role.CLERK, title="Văn thư")

    def draft(self, code, title, said, *, at, kind=DocumentKind.SYSTEM_PROCEDURE):
        new = NewDocument(code, kind, title)
        revision = draft_document(new, actor=self.secretary, at=at)
        text = Text(purpose="Nêu rõ.", scope="Toàn cơ quan.", content=said)
        return write_text(revision, text, edition=1, actor=self.secretary, at=at)

    def approve(self, draft, *, at, effective_from=None):
        submit_for_review(draft, actor=self.secretary, at=at)
        confirm_review(draft, actor=self.head, at=at)
        approval = Approval(effective_from=effective_from or at)
        return approve_revision(draft, approval, actor=self.leader, at=at)

    def in_force(self, code, title, said, *, at, **more):
        return self.approve(self.draft(code, title, said, at=at, **more), at=at)


@pytest.fixture
def house(db):
    return House(AgencyFactory(district=True, name="UBND huyện Ninh Hải"))


@pytest.fixture
def elsewhere(db):
    return House(AgencyFactory(district=True, name="UBND huyện Bác Ái"))


@pytest.fixture
def watcher(elsewhere):
    return actor_in(elsewhere.agency, Role.PROVINCIAL_OFFICER, title="Chuyên viên tỉnh")


@pytest.fixture
def browser_of(client):
    def sign_in(actor):
        client.force_login(staff_named([actor.staff_id])[actor.staff_id].person)
        return client

    return sign_in
