"""Reads of agencies and staff: who exists, who stands where, who may see whom."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from nep.agencies.models import Agency, Delegation, RoleAssignment, Staff, Unit
from nep.agencies.queries import (
    agencies_by_code,
    agencies_on,
    agencies_visible_to,
    agency_coded,
    people_able_to,
    posts_held_by,
    predecessions_of,
    staff_holding,
    staff_named,
    staff_of,
    subordinates_of,
    superior_of,
)
from nep.agencies.rules import Permission, Role
from nep.agencies.tests.factories import ALWAYS, SINCE, AgencyFactory, actor_in, staff_in
from nep.platform.accounts.rules import Closed

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
A_DAY = timedelta(days=1)


@pytest.fixture
def agency():
    return AgencyFactory()


class TestAgencies:
    def test_an_agency_exists_from_its_first_day_to_the_day_before_it_ends(self):
        ward = AgencyFactory(validity=DateRange(SINCE, REFORM))

        assert ward not in agencies_on(SINCE - A_DAY)
        assert ward in agencies_on(SINCE)
        assert ward in agencies_on(REFORM - A_DAY)
        assert ward not in agencies_on(REFORM)

    def test_unknown_codes_are_left_out_or_absent(self, agency):
        assert agencies_by_code([agency.code, "khong-co"]) == {agency.code: agency}
        with pytest.raises(Agency.DoesNotExist):
            agency_coded("khong-co")

    def test_a_commune_stands_below_its_district(self):
        district = AgencyFactory(district=True)
        communes = AgencyFactory.create_batch(2, leading_unit=district)
        AgencyFactory(leading_unit=district, validity=DateRange(REFORM, None))
        Unit.objects.create(agency=district, name="Phòng Tư pháp", validity=ALWAYS)

        assert list(subordinates_of(district, on=REFORM - A_DAY).order_by("pk")) == communes
        assert superior_of(communes[0]) == district
        assert superior_of(district) is None

    def test_staff_see_their_own_and_the_province_sees_all(self, agency):
        other = AgencyFactory()

        assert list(agencies_visible_to(actor_in(agency, Role.LEADER))) == [agency]
        watching = actor_in(agency, Role.PROVINCIAL_OFFICER)
        assert {agency, other} <= set(agencies_visible_to(watching))

    def test_an_agency_that_goes_on_under_its_name_is_not_its_own_predecessor(self, agency):
        agency.successions.create(successor=agency, on=REFORM, extent="whole")

        assert not predecessions_of(agency).exists()


class TestStaff:
    def test_who_holds_a_role_holds_it_between_its_days(self, agency, at):
        staff = staff_in(agency, Role.CLERK)
        today = at.date()
        RoleAssignment.objects.filter(staff=staff).update(validity=DateRange(today, today, "[]"))

        assert list(staff_holding(Role.CLERK, agency, at=at)) == [staff]
        assert not staff_holding(Role.CLERK, agency, at=at - A_DAY)
        assert not staff_holding(Role.CLERK, agency, at=at + A_DAY)

    def test_who_left_the_post_holds_nothing(self, agency, at):
        staff = staff_in(agency, Role.CLERK)
        Staff.objects.filter(pk=staff.pk).update(validity=DateRange(SINCE, at.date()))

        assert not staff_holding(Role.CLERK, agency, at=at)
        assert not staff_of(agency, at=at)
        assert not posts_held_by(staff.person_id, at=at)

    def test_who_cannot_sign_in_is_given_no_work(self, agency, at):
        staff = staff_in(agency, Role.CLERK)
        staff.person.is_active, staff.person.closed_for = False, Closed.LOCKED
        staff.person.save()

        assert not staff_holding(Role.CLERK, agency, at=at)

    def test_a_role_is_held_at_one_agency_and_in_one_unit(self, agency, at):
        office = Unit.objects.create(agency=agency, name="Phòng Tư pháp", validity=ALWAYS)
        inside = staff_in(agency, Role.OFFICIAL, unit=office)
        outside = staff_in(agency, Role.OFFICIAL)
        staff_in(AgencyFactory(), Role.OFFICIAL)

        assert list(staff_holding(Role.OFFICIAL, agency, at=at)) == [inside, outside]
        assert list(staff_holding(Role.OFFICIAL, agency, at=at, unit_id=office.pk)) == [inside]

    def test_the_day_is_the_one_in_viet_nam(self, agency, at):
        staff = staff_in(agency, Role.CLERK)
        Staff.objects.filter(pk=staff.pk).update(validity=DateRange(at.date(), None))
        midnight = at.replace(hour=0, minute=0)  # still the day before in UTC

        assert list(posts_held_by(staff.person_id, at=midnight)) == [staff]
        assert not posts_held_by(staff.person_id, at=midnight - timedelta(seconds=1))

    def test_posts_of_a_person_come_oldest_first(self, agency, at):
        first, second = staff_in(agency), staff_in(AgencyFactory())
        Staff.objects.filter(pk=second.pk).update(person=first.person)

        assert list(posts_held_by(first.person_id, at=at)) == [first, second]

    def test_staff_are_named_by_key_and_nobody_is_left_out(self, agency):
        staff = staff_in(agency)

        assert staff_named([staff.pk, None, staff.pk]) == {staff.pk: staff}


class TestPeopleAbleTo:
    def test_own_roles_and_those_of_stand_ins_count(self, agency, at):
        leader = staff_in(agency, Role.LEADER)
        stand_in = staff_in(agency)
        Delegation.objects.create(
            giver=leader,
            receiver=stand_in,
            role=Role.LEADER,
            validity=DateRange(at.date(), at.date(), "[]"),
        )
        staff_in(AgencyFactory(), Role.LEADER)

        able = people_able_to(Permission.APPROVE_DOCUMENTS, agency.pk, at=at)
        afterwards = people_able_to(Permission.APPROVE_DOCUMENTS, agency.pk, at=at + A_DAY)

        assert able == {leader.person_id, stand_in.person_id}
        assert afterwards == {leader.person_id}

    def test_whoever_stands_in_for_somebody_who_left_is_not_able(self, agency, at):
        leader, stand_in = staff_in(agency, Role.LEADER), staff_in(agency)
        Delegation.objects.create(
            giver=leader, receiver=stand_in, role=Role.LEADER, validity=ALWAYS
        )
        Staff.objects.filter(pk=leader.pk).update(validity=DateRange(SINCE, at.date()))

        assert people_able_to(Permission.APPROVE_DOCUMENTS, agency.pk, at=at) == set()

    def test_a_closed_account_is_able_to_nothing(self, agency, at):
        leader = staff_in(agency, Role.LEADER)
        leader.person.is_active, leader.person.closed_for = False, Closed.LOCKED
        leader.person.save(update_fields=["is_active", "closed_for"])

        assert people_able_to(Permission.APPROVE_DOCUMENTS, agency.pk, at=at) == set()
