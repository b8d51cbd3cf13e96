"""Who may administer whom, and give which role to whom (R65)."""

from datetime import date, timedelta

import pytest

from nep.agencies.models import Agency, Delegation, FocalAgency, RoleAssignment, Staff, Unit
from nep.agencies.permissions import may_keep_account
from nep.agencies.queries import actor_for, focal_agency, leading_unit
from nep.agencies.rules import SEPARATED, WATCHING, Duty, Kind, Role, in_conflict
from nep.agencies.services import (
    NewAgency,
    Order,
    add_unit,
    appoint,
    delegate_role,
    establish_agency,
    give_role,
    name_focal_agency,
)
from nep.agencies.services.leaving import leave_post
from nep.agencies.services.reviewing import record_review
from nep.agencies.tests.factories import (
    SINCE,
    AgencyFactory,
    actor_in,
    focal_administrator,
    staff_in,
)
from nep.foundation.actors import SYSTEM
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db

NEW = NewAgency("ubnd-xa-moi", "UBND xã Mới", Kind.COMMUNE_COMMITTEE, Duty.ENCOURAGED, "QĐ 19/2014")
LATER = date(2025, 7, 1)


class House:
    ref = SYSTEM


@pytest.fixture
def agency():
    return AgencyFactory(name="UBND xã Tri Hải")


@pytest.fixture
def actors(agency):
    """Return everybody who might try, by the word in which the tables below speak of them."""
    return {
        "house": House(),
        "focal": focal_administrator(),
        "own": actor_in(agency, Role.ADMINISTRATOR),
        "other": actor_in(AgencyFactory(), Role.ADMINISTRATOR),
        "leader": actor_in(agency, Role.LEADER),
        "provincial officer": actor_in(AgencyFactory(), Role.PROVINCIAL_OFFICER),
    }


WHO = ("house", "focal", "own", "other", "leader", "provincial officer")
FOR_THE_PROVINCE = {"house", "focal"}
FOR_THE_AGENCY = {"house", "focal", "own"}


@pytest.mark.parametrize("who", WHO)
class TestWhoMay:
    def answered(self, act, *, allowed):
        tables = (Agency, Unit, Staff, RoleAssignment, FocalAgency, Entry)
        before = [table.objects.count() for table in tables]
        if allowed:
            return act()
        with pytest.raises(Refused):
            act()
        assert [table.objects.count() for table in tables] == before
        return None

    def test_establish_an_agency(self, who, actors, at):
        self.answered(
            lambda: establish_agency(NEW, since=SINCE, actor=actors[who], at=at),
            allowed=who in FOR_THE_PROVINCE,
        )

    def test_name_the_focal_agency(self, who, actors, agency, at):
        self.answered(
            lambda: name_focal_agency(
                agency, since=LATER, source="QĐ 1/QĐ-UBND", actor=actors[who], at=at
            ),
            allowed=who in FOR_THE_PROVINCE,
        )

    def test_add_a_unit(self, who, actors, agency, at):
        self.answered(
            lambda: add_unit(agency, "Văn phòng", since=SINCE, actor=actors[who], at=at),
            allowed=who in FOR_THE_AGENCY,
        )

    def test_appoint(self, who, actors, agency, at):
        person, unit = UserFactory(), leading_unit(agency)
        self.answered(
            lambda: appoint(person, unit, "Văn thư", since=SINCE, actor=actors[who], at=at),
            allowed=who in FOR_THE_AGENCY,
        )

    def test_give_a_role(self, who, actors, agency, at):
        staff = staff_in(agency)
        self.answered(
            lambda: give_role(staff, Role.CLERK, since=SINCE, actor=actors[who], at=at),
            allowed=who in FOR_THE_AGENCY,
        )

    @pytest.mark.parametrize("role", sorted(WATCHING))
    def test_give_a_role_that_looks_into_every_agency(self, who, role, actors, agency, at):
        staff = staff_in(agency)
        self.answered(
            lambda: give_role(staff, role, since=SINCE, actor=actors[who], at=at),
            allowed=who in FOR_THE_PROVINCE,
        )


class TestGiveRole:
    def test_nobody_gives_themselves_a_role_in_any_of_their_posts(self, agency, at):
        keeper = staff_in(agency, Role.ADMINISTRATOR)
        second = staff_in(agency)
        second.person = keeper.person
        second.save(update_fields=["person"])

        for own in (keeper, second):
            with pytest.raises(Refused):
                give_role(own, Role.CLERK, since=SINCE, actor=actor_for(keeper, at=at), at=at)

        assert RoleAssignment.objects.count() == 1

    @pytest.mark.parametrize("pair", sorted(map(sorted, SEPARATED)), ids="+".join)
    def test_separated_roles_do_not_meet_in_one_person(self, pair, agency, at):
        one, other = pair
        first, second = staff_in(agency, one), staff_in(agency)
        second.person = first.person
        second.save(update_fields=["person"])

        with pytest.raises(Refused):
            give_role(second, other, since=SINCE, actor=House(), at=at)

        assert RoleAssignment.objects.count() == 1

    def test_other_roles_do(self, agency, at):
        official = staff_in(agency, Role.OFFICIAL)

        give_role(official, Role.AUDITOR, since=SINCE, actor=House(), at=at)

        assert actor_for(official, at=at).roles == {Role.OFFICIAL, Role.AUDITOR}
        assert not in_conflict(actor_for(official, at=at).roles)

    def test_a_role_exercised_for_somebody_else_counts_too(self, agency, at):
        leader, auditor = staff_in(agency, Role.LEADER), staff_in(agency)
        order = Order(at.date(), LATER, "12/GUQ-UBND", "Nghỉ phép năm")
        delegate_role(leader, auditor, Role.LEADER, order=order, actor=House(), at=at)

        with pytest.raises(Refused):
            give_role(auditor, Role.AUDITOR, since=at.date(), actor=House(), at=at)

        assert actor_for(auditor, at=at).roles == {Role.LEADER}

    def test_it_is_not_given_twice_nor_in_a_post_that_was_left(self, agency, at):
        clerk, gone = staff_in(agency, Role.CLERK), staff_in(agency)
        leave_post(gone, receiver=None, actor=actor_in(agency, Role.ADMINISTRATOR), at=at)
        before = RoleAssignment.objects.count()

        for staff, since in ((clerk, SINCE), (clerk, LATER), (gone, at.date())):
            with pytest.raises(Unfit):
                give_role(staff, Role.CLERK, since=since, actor=House(), at=at)

        assert RoleAssignment.objects.count() == before


@pytest.mark.parametrize("who", WHO)
def test_an_account_in_no_post_is_kept_by_the_focal_agency_alone(who, actors, at):
    person = UserFactory()

    assert bool(may_keep_account(actors[who], person, at=at)) is (who in FOR_THE_PROVINCE)


def test_who_leaves_for_a_post_that_begins_later_keeps_the_account(agency, at):
    staff, keeper = staff_in(agency), actor_in(agency, Role.ADMINISTRATOR)
    unit, later = leading_unit(AgencyFactory()), at.date() + timedelta(days=3)
    appoint(staff.person, unit, "Công chức", since=later, actor=House(), at=at)

    leave_post(staff, receiver=None, actor=keeper, at=at)

    staff.person.refresh_from_db()
    assert staff.person.is_active


class TestFocalAgency:
    def test_one_follows_the_other_from_the_day(self, agency, at):
        focal = focal_administrator()

        name_focal_agency(agency, since=LATER, source="QĐ 1/QĐ-UBND", actor=focal, at=at)

        assert focal_agency(at.date()).pk == focal.agency_id
        assert focal_agency(LATER) == agency

    def test_before_any_is_named_there_is_none(self, at):
        assert focal_agency(at.date()) is None

    def test_what_is_named_later_is_not_cut_short(self, agency, at):
        name_focal_agency(agency, since=LATER, source="QĐ 1/QĐ-UBND", actor=House(), at=at)

        with pytest.raises(Unfit):
            name_focal_agency(
                AgencyFactory(), since=SINCE, source="QĐ 2/QĐ-UBND", actor=House(), at=at
            )

        assert FocalAgency.objects.get().agency == agency


class TestDelegate:
    ORDER = Order(date(2023, 11, 27), date(2023, 11, 30), "12/GUQ-UBND", "Nghỉ phép năm")

    @pytest.mark.parametrize("who", [*WHO, "giver", "receiver"])
    def test_the_giver_or_whoever_administers_records_it(self, who, actors, agency, at):
        giver, receiver = staff_in(agency, Role.CLERK), staff_in(agency)
        parties = {"giver": actor_for(giver, at=at), "receiver": actor_for(receiver, at=at)}
        actor = {**actors, **parties}[who]

        try:
            delegate_role(giver, receiver, Role.CLERK, order=self.ORDER, actor=actor, at=at)
        except Refused:
            assert who not in {*FOR_THE_AGENCY, "giver"}

        recorded = Delegation.objects.filter(giver=giver).exists()
        assert recorded is (who in {*FOR_THE_AGENCY, "giver"})


def test_a_review_is_not_recorded_without_a_word(actors, agency, at):
    with pytest.raises(Unfit):
        record_review(agency, "  ", actor=actors["own"], at=at)

    assert not entries_about(agency).exists()
