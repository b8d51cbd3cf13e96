"""Who acts: own roles, roles exercised for somebody on leave, and people with several posts."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpResponse
from django.test import RequestFactory

from nep.agencies.models import Staff
from nep.agencies.queries import actor_for
from nep.agencies.requests import POST_KEY, staff_page
from nep.agencies.rules import PERMISSIONS, Permission, Role
from nep.agencies.services import Order, delegate_role
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in, staff_in
from nep.platform.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)
FIRST = THE_MOMENT + A_DAY
LAST = THE_MOMENT + 3 * A_DAY


@pytest.fixture
def agency():
    return AgencyFactory()


class TestOwnRoles:
    def test_an_actor_may_what_their_roles_may(self, agency, at):
        actor = actor_for(staff_in(agency, Role.HEAD, Role.ISO_SECRETARY), at=at)

        assert actor.roles == {Role.HEAD, Role.ISO_SECRETARY}
        assert actor.permissions == PERMISSIONS[Role.HEAD] | PERMISSIONS[Role.ISO_SECRETARY]
        assert actor.delegation_for(Role.HEAD) is None

    def test_a_permission_can_be_asked_for_one_agency(self, agency):
        actor = actor_in(agency, Role.LEADER)

        assert actor.holds(Permission.APPROVE_DOCUMENTS, at_agency=agency.pk)
        assert not actor.holds(Permission.APPROVE_DOCUMENTS, at_agency=AgencyFactory().pk)
        assert not actor.holds(Permission.RECEIVE_DOSSIERS)

    def test_the_record_keeps_name_and_post_as_they_are_now(self, agency, at):
        staff = staff_in(agency, Role.LEADER, title="Phó Chủ tịch")

        ref = actor_for(staff, at=at).ref

        assert (ref.staff_id, ref.person_id, ref.agency_id) == (
            staff.pk,
            staff.person_id,
            agency.pk,
        )
        assert (ref.name, ref.post) == (staff.person.full_name, "Phó Chủ tịch")


class TestStandingIn:
    @pytest.fixture
    def leader(self, agency):
        return staff_in(agency, Role.LEADER, title="Chủ tịch")

    @pytest.fixture
    def deputy(self, agency):
        return staff_in(agency, Role.OFFICIAL, title="Chánh Văn phòng")

    @pytest.fixture
    def delegation(self, leader, deputy, agency, at):
        order = Order(FIRST.date(), LAST.date(), "12/GUQ-UBND", "Nghỉ phép năm")
        actor = actor_in(agency, Role.ADMINISTRATOR)
        return delegate_role(leader, deputy, Role.LEADER, order=order, actor=actor, at=at)

    @pytest.mark.parametrize(
        ("moment", "stands_in"),
        [
            (FIRST - A_DAY, False),
            (FIRST.replace(hour=0, minute=0), True),
            (LAST.replace(hour=23, minute=59), True),
            (LAST + A_DAY, False),
        ],
        ids=["the day before", "the first minute", "the last minute", "the day after"],
    )
    def test_the_role_is_exercised_between_its_days_only(
        self, deputy, delegation, moment, stands_in
    ):
        actor = actor_for(deputy, at=moment)

        assert (Role.LEADER in actor.roles) is stands_in
        assert actor.holds(Permission.APPROVE_DOCUMENTS) is stands_in
        assert Role.OFFICIAL in actor.roles

    def test_the_actor_knows_for_whom_and_by_which_order(self, leader, deputy, delegation):
        stand_in = actor_for(deputy, at=FIRST).delegation_for(Role.LEADER)

        assert stand_in.delegation_id == delegation.pk
        assert (stand_in.giver_name, stand_in.giver_post) == (leader.person.full_name, "Chủ tịch")

    def test_the_giver_keeps_the_role(self, leader, delegation):
        assert Role.LEADER in actor_for(leader, at=FIRST).roles

    def test_when_the_giver_leaves_nobody_stands_in_for_them(self, leader, deputy, delegation):
        until = DateRange(SINCE, (FIRST + A_DAY).date())
        Staff.objects.filter(pk=leader.pk).update(validity=until)

        assert Role.LEADER in actor_for(deputy, at=FIRST).roles
        assert Role.LEADER not in actor_for(deputy, at=FIRST + A_DAY).roles

    def test_whoever_holds_the_role_themselves_acts_in_their_own(self, agency, leader, at):
        other = staff_in(agency, Role.LEADER, title="Phó Chủ tịch")
        order = Order(FIRST.date(), LAST.date(), "13/GUQ-UBND", "Đi công tác")
        by = actor_in(agency, Role.ADMINISTRATOR)
        delegate_role(leader, other, Role.LEADER, order=order, actor=by, at=at)

        assert actor_for(other, at=FIRST).delegation_for(Role.LEADER) is None


class TestSeveralPosts:
    @pytest.fixture
    def posts(self, agency):
        first = staff_in(agency, Role.LEADER, title="Chủ tịch")
        second = staff_in(AgencyFactory(), Role.CLERK, title="Văn thư")
        second.person = first.person
        second.save(update_fields=["person"])
        return first, second

    def ask(self, person, **session):
        request = RequestFactory().get("/")
        request.user, request.session = person, session
        response = staff_page(lambda asked: HttpResponse(asked.actor.post))(request)
        return request, response

    def test_a_person_works_in_the_oldest_post_until_they_change(self, posts):
        request, response = self.ask(posts[0].person)

        assert response.content.decode() == "Chủ tịch"
        assert request.posts == list(posts)

    def test_a_person_works_in_the_post_that_they_chose(self, posts):
        request, _response = self.ask(posts[0].person, **{POST_KEY: posts[1].pk})

        assert request.actor.agency_id == posts[1].post.unit.agency_id
        assert request.actor.roles == {Role.CLERK}

    def test_nobody_works_in_a_post_of_somebody_else(self, posts, agency):
        theirs = staff_in(agency, Role.HEAD, title="Chánh Văn phòng")

        request, _response = self.ask(posts[0].person, **{POST_KEY: theirs.pk})

        assert request.actor.staff_id == posts[0].pk

    def test_who_holds_no_post_is_told_so(self):
        _request, response = self.ask(UserFactory())

        assert response.status_code == 403
