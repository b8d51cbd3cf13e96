"""People leave, move and lose a role: what ends with it, and what is refused (R67)."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from nep.agencies.models import RoleAssignment, Staff
from nep.agencies.queries import actor_for, leading_unit, posts_held_by, staff_holding
from nep.agencies.rules import Role
from nep.agencies.services import Order, delegate_role, give_role, people
from nep.agencies.services.leaving import leave_post, withdraw_role
from nep.agencies.services.people import Seat
from nep.agencies.tests.factories import (
    SINCE,
    AgencyFactory,
    focal_administrator,
    staff_in,
)
from nep.agencies.tests.refusals import refused
from nep.foundation.verdicts import Unfit
from nep.platform.accounts.models import User
from nep.platform.accounts.rules import Closed
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db

LATER = timedelta(days=30)


class TestLeaving:
    def test_ends_the_post_its_roles_its_delegations_and_the_account(
        self, clerk, agency, keeper, at
    ):
        leader = staff_in(agency, Role.LEADER)
        order = Order(at.date(), at.date() + LATER, "12/GUQ", "Đi công tác")
        given = delegate_role(leader, clerk, Role.LEADER, order=order, actor=keeper, at=at)

        leave_post(clerk, receiver=None, actor=keeper, at=at)

        assert not posts_held_by(clerk.person_id, at=at).exists()
        assert not staff_holding(Role.CLERK, agency, at=at).exists()
        given.refresh_from_db()
        assert at.date() not in given.validity
        person = User.objects.get(pk=clerk.person_id)
        assert (person.is_active, person.closed_for) == (False, Closed.LEFT)
        assert [entry.act for entry in entries_about(clerk)] == ["agencies.post_left"]

    def test_leaves_the_account_open_for_another_post(self, clerk, agency, keeper, at):
        second = people.take_up_post(
            clerk.person, Seat(leading_unit(agency), "Thủ quỹ"), since=SINCE, actor=keeper, at=at
        )

        leave_post(clerk, receiver=None, actor=keeper, at=at)

        assert list(posts_held_by(clerk.person_id, at=at)) == [second]
        assert User.objects.get(pk=clerk.person_id).is_active

    def test_a_locked_account_stays_locked(self, clerk, keeper, at):
        people.lock_account(clerk.person, "Nghi lộ mật khẩu", actor=keeper, at=at)

        leave_post(clerk, receiver=None, actor=keeper, at=at)

        assert User.objects.get(pk=clerk.person_id).closed_for == Closed.LOCKED

    def test_is_not_recorded_by_a_stranger_nor_by_oneself(self, clerk, keeper, stranger, at):
        oneself = Staff.objects.get(pk=keeper.staff_id)
        refused(lambda: leave_post(clerk, receiver=None, actor=stranger, at=at))
        refused(lambda: leave_post(oneself, receiver=None, actor=keeper, at=at))

    def test_happens_once_and_not_on_the_first_day(self, clerk, agency, keeper, at):
        newly = people.take_up_post(
            clerk.person,
            Seat(leading_unit(agency), "Thủ quỹ"),
            since=at.date(),
            actor=keeper,
            at=at,
        )
        leave_post(clerk, receiver=None, actor=keeper, at=at)

        refused(lambda: leave_post(clerk, receiver=None, actor=keeper, at=at), Unfit)
        refused(lambda: leave_post(newly, receiver=None, actor=keeper, at=at), Unfit)

    def test_work_goes_to_somebody_else_of_the_same_agency(self, clerk, agency, keeper, at):
        second = people.take_up_post(
            clerk.person, Seat(leading_unit(agency), "Thủ quỹ"), since=SINCE, actor=keeper, at=at
        )
        for wrong in (clerk, second, staff_in(AgencyFactory())):
            refused(lambda to=wrong: leave_post(clerk, receiver=to, actor=keeper, at=at), Unfit)


class TestMoving:
    def test_within_the_agency(self, clerk, agency, keeper, at):
        seat = Seat(leading_unit(agency), "Công chức Tư pháp - Hộ tịch", [Role.OFFICIAL])

        moved = people.move_to_post(clerk, seat, receiver=None, actor=keeper, at=at)

        assert list(posts_held_by(clerk.person_id, at=at)) == [moved]
        assert actor_for(moved, at=at).roles == {Role.OFFICIAL}
        assert User.objects.get(pk=clerk.person_id).is_active

    def test_to_another_agency_only_by_who_administers_both(self, clerk, keeper, at):
        seat = Seat(leading_unit(AgencyFactory()), "Văn thư", [Role.CLERK])

        refused(lambda: people.move_to_post(clerk, seat, receiver=None, actor=keeper, at=at))
        moved = people.move_to_post(clerk, seat, receiver=None, actor=focal_administrator(), at=at)

        assert list(posts_held_by(clerk.person_id, at=at)) == [moved]


class TestWithdrawRole:
    @pytest.fixture
    def official(self, agency):
        return staff_in(agency, Role.OFFICIAL, Role.AUDITOR)

    def test_it_ends_today_and_the_other_stays(self, official, keeper, at):
        withdraw_role(official, Role.AUDITOR, receiver=None, actor=keeper, at=at)

        assert actor_for(official, at=at).roles == {Role.OFFICIAL}
        ended = RoleAssignment.objects.get(staff=official, role=Role.AUDITOR)
        assert ended.validity == DateRange(SINCE, at.date())

    def test_it_can_be_given_and_withdrawn_as_often_as_it_must(self, official, keeper, at):
        for _time in range(2):
            give_role(official, Role.CLERK, since=at.date(), actor=keeper, at=at)
            withdraw_role(official, Role.CLERK, receiver=None, actor=keeper, at=at)

        assert Role.CLERK not in actor_for(official, at=at).roles

    def test_not_by_a_stranger_not_ones_own_and_not_what_is_not_held(
        self, official, keeper, stranger, at
    ):
        oneself = Staff.objects.get(pk=keeper.staff_id)
        wrong = [
            (official, Role.AUDITOR, stranger),
            (oneself, Role.ADMINISTRATOR, keeper),
            (official, Role.LEADER, keeper),
        ]
        for staff, role, actor in wrong:
            refused(
                lambda s=staff, r=role, a=actor: withdraw_role(s, r, receiver=None, actor=a, at=at)
            )
