"""People come, and their accounts are kept: what is done, and what is refused."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from nep.agencies.queries import leading_unit, staff_holding
from nep.agencies.rules import Role
from nep.agencies.services import people
from nep.agencies.services.leaving import leave_post
from nep.agencies.services.people import Newcomer, Seat
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
from nep.platform.accounts.services import Profile
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db

HOA = Profile("Trần Thị Hòa", "hoa@ninhthuan.gov.vn", "0912345678")
LATER = timedelta(days=30)


class TestNewcomer:
    @pytest.fixture
    def hoa(self, agency):
        return Newcomer("hoa.tri-hai", HOA, Seat(leading_unit(agency), "Văn thư", [Role.CLERK]))

    def test_gets_an_account_a_post_a_role_and_a_password_for_one_sign_in(
        self, hoa, agency, keeper, at
    ):
        welcomed = people.add_newcomer(hoa, since=SINCE, actor=keeper, at=at)

        person = User.objects.get(username="hoa.tri-hai")
        assert welcomed.staff in staff_holding(Role.CLERK, agency, at=at)
        assert person.check_password(welcomed.password)
        assert person.password_is_temporary
        assert (person.full_name, person.email, person.phone) == (
            HOA.full_name,
            HOA.email,
            HOA.phone,
        )
        assert [entry.act for entry in entries_about(person)] == ["accounts.person_added"]

    def test_takes_the_vacant_post_of_that_name_with_its_history(self, hoa, agency, keeper, at):
        before = staff_in(agency, title="Văn thư")
        leave_post(before, receiver=None, actor=keeper, at=at)

        welcomed = people.add_newcomer(hoa, since=at.date(), actor=keeper, at=at)

        assert welcomed.staff.post == before.post

    def test_opens_a_new_post_beside_one_that_is_taken(self, hoa, agency, keeper, at):
        before = staff_in(agency, title="Văn thư")

        welcomed = people.add_newcomer(hoa, since=at.date(), actor=keeper, at=at)

        assert welcomed.staff.post != before.post

    def test_is_not_added_by_a_stranger(self, hoa, stranger, at):
        refused(lambda: people.add_newcomer(hoa, since=SINCE, actor=stranger, at=at))

    def test_is_not_added_with_a_role_that_the_adder_may_not_give(self, agency, keeper, at):
        seat = Seat(leading_unit(agency), "Theo dõi", [Role.CLERK, Role.PROVINCIAL_OFFICER])

        refused(
            lambda: people.add_newcomer(
                Newcomer("hoa", HOA, seat), since=SINCE, actor=keeper, at=at
            )
        )

    @pytest.mark.parametrize("username", ["Hòa", "hoa tri hai", "", ".hoa", "h" * 81, "HOA"])
    def test_needs_a_name_that_everybody_can_type(self, username, agency, keeper, at):
        new = Newcomer(username, HOA, Seat(leading_unit(agency), "Văn thư"))

        refused(lambda: people.add_newcomer(new, since=SINCE, actor=keeper, at=at), Unfit)

    def test_does_not_get_a_name_that_is_taken(self, hoa, keeper, at):
        people.add_newcomer(hoa, since=SINCE, actor=keeper, at=at)

        said = refused(lambda: people.add_newcomer(hoa, since=SINCE, actor=keeper, at=at), Unfit)

        assert "hoa.tri-hai" in said


class TestKeepingAnAccount:
    @pytest.fixture
    def hoa(self, agency):
        return staff_in(agency, Role.CLERK).person

    def acts(self, person, actor, at):
        return [
            lambda: people.reset_password(person, actor=actor, at=at),
            lambda: people.lock_account(person, "Nghi lộ mật khẩu", actor=actor, at=at),
            lambda: people.correct_profile(person, HOA, actor=actor, at=at),
            lambda: people.open_account_again(person, actor=actor, at=at),
            lambda: people.remove_second_factors(person, actor=actor, at=at),
        ]

    def test_a_password_is_reset_and_shown_once(self, hoa, keeper, at):
        password = people.reset_password(hoa, actor=keeper, at=at)

        hoa.refresh_from_db()
        assert hoa.check_password(password)
        assert hoa.password_is_temporary
        entry = entries_about(hoa).get()
        assert password not in str(entry.details)
        with override("vi"):
            assert entry.sentence == (
                f"{keeper.name} cấp mật khẩu dùng một lần cho tài khoản {hoa.username}"
            )

    def test_it_is_locked_with_a_reason_and_opened_again(self, hoa, keeper, at):
        people.lock_account(hoa, "Nghi lộ mật khẩu", actor=keeper, at=at)
        hoa.refresh_from_db()
        assert (hoa.is_active, hoa.closed_for) == (False, Closed.LOCKED)

        people.open_account_again(hoa, actor=keeper, at=at + LATER)

        hoa.refresh_from_db()
        assert (hoa.is_active, hoa.closed_for) == (True, "")
        assert hoa.opened_at == at + LATER

    def test_it_is_not_locked_twice_nor_without_a_reason(self, hoa, keeper, at):
        refused(lambda: people.lock_account(hoa, "  ", actor=keeper, at=at), Unfit)
        people.lock_account(hoa, "Nghi lộ mật khẩu", actor=keeper, at=at)
        refused(lambda: people.lock_account(hoa, "Lần nữa", actor=keeper, at=at), Unfit)

    def test_what_is_open_is_not_opened(self, hoa, keeper, at):
        refused(lambda: people.open_account_again(hoa, actor=keeper, at=at), Unfit)

    def test_a_profile_is_corrected(self, hoa, keeper, at):
        people.correct_profile(hoa, HOA, actor=keeper, at=at)

        hoa.refresh_from_db()
        assert (hoa.full_name, hoa.email) == (HOA.full_name, HOA.email)

    def test_a_profile_keeps_a_name(self, hoa, keeper, at):
        refused(lambda: people.correct_profile(hoa, Profile(" "), actor=keeper, at=at), Unfit)

    def test_there_is_no_second_factor_to_remove(self, hoa, keeper, at):
        refused(lambda: people.remove_second_factors(hoa, actor=keeper, at=at), Unfit)

    def test_a_stranger_does_none_of_it(self, hoa, stranger, at):
        for act in self.acts(hoa, stranger, at):
            refused(act)

    def test_nobody_does_it_to_themselves(self, keeper, at):
        oneself = User.objects.get(pk=keeper.person_id)
        for act in self.acts(oneself, keeper, at):
            refused(act)

    def test_an_account_that_opens_doors_elsewhere_is_kept_by_the_focal_agency(
        self, hoa, keeper, at
    ):
        elsewhere = staff_in(AgencyFactory(name="UBND huyện Ninh Hải"))
        elsewhere.person = hoa
        elsewhere.save(update_fields=["person"])

        said = refused(lambda: people.reset_password(hoa, actor=keeper, at=at))
        people.reset_password(hoa, actor=focal_administrator(), at=at)

        assert "UBND huyện Ninh Hải" in said

    def test_who_left_is_kept_where_they_last_worked(self, agency, keeper, stranger, at):
        gone = staff_in(agency, Role.CLERK)
        leave_post(gone, receiver=None, actor=keeper, at=at)

        refused(lambda: people.open_account_again(gone.person, actor=stranger, at=at))
        people.open_account_again(gone.person, actor=keeper, at=at)

        gone.person.refresh_from_db()
        assert gone.person.is_active
