"""What the desk adds to notices: the post they concern, and the outbox for administrators."""

from datetime import UTC, datetime

import pytest
from conftest import THE_MOMENT
from django.urls import reverse

from nep.agencies.models import Agency, Post, Staff
from nep.agencies.requests import POST_KEY
from nep.agencies.rules import Role
from nep.agencies.tests.factories import ALWAYS, AgencyFactory, actor_in, staff_in
from nep.foundation import clock
from nep.operation.dossiers.notices import LATE
from nep.platform.notices.models import Letter, Notice
from nep.platform.notices.rules import LetterState
from nep.platform.notices.services.telling import Telling, tell

IN_2026 = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(db) -> Agency:
    return AgencyFactory(district=True)


def a_notice(staff: Staff) -> Notice:
    details = {"code": "H43", "due": "17:00"}
    telling = Telling(LATE, staff.person_id, "1", "/ho-so/", THE_MOMENT, details, staff.pk)
    return tell([telling])[0]


class TestPost:
    @pytest.fixture
    def second(self, agency) -> Staff:
        """The second post of somebody who holds two."""
        first = staff_in(agency, Role.OFFICIAL)
        post = Post.objects.create(unit=first.post.unit, title="Phó phòng", validity=ALWAYS)
        return Staff.objects.create(person=first.person, post=post, validity=ALWAYS)

    def test_opening_a_notice_puts_its_reader_into_the_post_it_is_about(self, client, second):
        client.force_login(second.person)

        client.get(reverse("notices:open", args=[a_notice(second).pk]))

        assert client.session[POST_KEY] == second.pk

    def test_a_post_that_is_no_longer_theirs_is_left_alone(self, client, second):
        notice = a_notice(second)
        Notice.objects.update(staff_id=second.pk + 1000)
        client.force_login(second.person)

        client.get(reverse("notices:open", args=[notice.pk]))

        assert POST_KEY not in client.session

    def test_the_inbox_says_in_which_post_one_works(self, client, second):
        client.force_login(second.person)

        assert "Phó phòng" in client.get(reverse("notices:inbox")).content.decode()


class TestOutbox:
    FAULT = "550 5.1.1 No such user here"

    @pytest.fixture(autouse=True)
    def refused(self, agency) -> None:
        """A letter that the server refused for good, and one that is sent."""
        person = staff_in(agency).person
        Letter.objects.create(person=person, state=LetterState.REFUSED, fault=self.FAULT)
        Letter.objects.create(
            person=person, state=LetterState.SENT, sent_at=datetime(2023, 1, 1, tzinfo=UTC)
        )

    def page(self, client, agency, role) -> str:
        actor = actor_in(agency, role)
        client.force_login(Staff.objects.get(pk=actor.staff_id).person)
        return client.get(reverse("notices:inbox")).content.decode()

    def test_administrators_see_what_was_refused_and_why(self, client, agency):
        assert self.FAULT in self.page(client, agency, Role.ADMINISTRATOR)

    def test_nor_before_they_have_proved_themselves_as_their_post_asks(self, client, agency):
        with clock.fixed(IN_2026):  # the obligation is in force then
            assert self.FAULT not in self.page(client, agency, Role.ADMINISTRATOR)

    @pytest.mark.parametrize("role", [Role.OFFICIAL, Role.LEADER])
    def test_nobody_else_does(self, client, agency, role):
        assert self.FAULT not in self.page(client, agency, role)
