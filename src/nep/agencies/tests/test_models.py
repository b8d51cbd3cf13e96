"""What the database itself refuses of agencies, units, posts and delegations."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError

from nep.agencies.models import (
    Agency,
    AgencyDuty,
    Delegation,
    FocalAgency,
    RoleAssignment,
    Staff,
    Succession,
    Unit,
)
from nep.agencies.rules import Duty, Extent, Role
from nep.agencies.tests.factories import ALWAYS, SINCE, AgencyFactory, staff_in
from nep.platform.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
BEFORE, FROM_THEN = DateRange(SINCE, REFORM), DateRange(REFORM, None)


def refused(constraint: str):
    """Expect the database to refuse by this constraint, and go on afterwards."""
    return pytest.raises(IntegrityError, match=constraint)


class TestAgency:
    def test_two_agencies_never_have_one_identifier(self):
        AgencyFactory(identifier="000.01.05.H43")

        with refused("one_agency_an_identifier"), transaction.atomic():
            AgencyFactory(identifier="000.01.05.H43")

        assert Agency.objects.filter(identifier="000.01.05.H43").count() == 1

    def test_those_whose_identifier_is_not_known_yet_can_be_many(self):
        AgencyFactory.create_batch(2, identifier="")

        assert Agency.objects.filter(identifier="").count() == 2

    def test_the_code_of_an_agency_that_ended_is_never_used_again(self):
        AgencyFactory(code="ubnd-phuong-dong-hai", validity=BEFORE)

        with refused("code"), transaction.atomic():
            AgencyFactory(code="ubnd-phuong-dong-hai", validity=FROM_THEN)

    def test_an_agency_with_a_past_cannot_be_deleted(self):
        agency = AgencyFactory(validity=BEFORE)

        with pytest.raises(ProtectedError):
            agency.delete()

        assert Agency.objects.filter(pk=agency.pk).exists()


class TestDuty:
    def a_duty(self, agency, duty, validity):
        return AgencyDuty.objects.create(
            agency=agency, duty=duty, validity=validity, source="QĐ 19/2014/QĐ-TTg Điều 2"
        )

    def test_one_follows_another_to_the_day(self):
        agency = AgencyFactory()
        self.a_duty(agency, Duty.ENCOURAGED, BEFORE)

        self.a_duty(agency, Duty.MANDATORY, FROM_THEN)

        assert agency.duties.count() == 2

    @pytest.mark.parametrize(
        "validity",
        [DateRange(REFORM - timedelta(days=1), None), DateRange(SINCE, SINCE, "[]"), ALWAYS],
        ids=["a day too early", "on one day", "at all times"],
    )
    def test_two_never_hold_on_one_day(self, validity):
        agency = AgencyFactory()
        self.a_duty(agency, Duty.ENCOURAGED, BEFORE)

        with refused("one_duty_at_any_time"), transaction.atomic():
            self.a_duty(agency, Duty.MANDATORY, validity)

        assert [duty.duty for duty in agency.duties.all()] == [Duty.ENCOURAGED]

    def test_two_agencies_have_theirs_at_the_same_time(self):
        for agency in AgencyFactory.create_batch(2):
            self.a_duty(agency, Duty.MANDATORY, ALWAYS)

        assert AgencyDuty.objects.filter(validity__contains=REFORM).count() == 2


class TestUnit:
    def test_one_unit_leads_an_agency(self):
        agency = AgencyFactory()

        with refused("one_leading_unit_an_agency"), transaction.atomic():
            Unit.objects.create(agency=agency, name="Văn phòng", leads=True, validity=ALWAYS)

    def test_units_of_an_agency_have_different_names(self):
        agency, other = AgencyFactory.create_batch(2)
        Unit.objects.create(agency=agency, name="Phòng Tư pháp", validity=ALWAYS)
        Unit.objects.create(agency=other, name="Phòng Tư pháp", validity=ALWAYS)

        with refused("one_unit_a_name_in_an_agency"), transaction.atomic():
            Unit.objects.create(agency=agency, name="Phòng Tư pháp", validity=ALWAYS)


class TestPost:
    def test_the_next_holder_begins_on_the_day_after_the_last_of_the_one_before(self):
        staff = staff_in(AgencyFactory(), title="Chủ tịch")
        Staff.objects.filter(pk=staff.pk).update(validity=BEFORE)

        Staff.objects.create(person=UserFactory(), post=staff.post, validity=FROM_THEN)

        holders = Staff.objects.filter(post=staff.post)
        assert holders.get(validity__contains=REFORM - timedelta(days=1)) == staff
        assert holders.get(validity__contains=REFORM) != staff

    def test_it_has_one_holder_at_a_time(self):
        staff = staff_in(AgencyFactory(), title="Chủ tịch")

        with refused("one_holder_of_a_post_at_any_time"), transaction.atomic():
            Staff.objects.create(person=UserFactory(), post=staff.post, validity=FROM_THEN)

        assert Staff.objects.get(post=staff.post) == staff

    def test_one_person_may_hold_two(self):
        agency = AgencyFactory()
        chair, elsewhere = staff_in(agency, title="Chủ tịch"), staff_in(agency, title="Trưởng ban")

        Staff.objects.filter(pk=elsewhere.pk).update(person=chair.person)

        assert Staff.objects.filter(person=chair.person).count() == 2


class TestRole:
    def test_the_same_is_not_given_twice(self):
        staff = staff_in(AgencyFactory(), Role.LEADER)

        with refused("a_role_is_given_once"), transaction.atomic():
            RoleAssignment.objects.create(staff=staff, role=Role.LEADER, validity=ALWAYS)


class TestDelegation:
    def test_nobody_stands_in_for_themselves(self):
        leader = staff_in(AgencyFactory(), Role.LEADER)

        with refused("nobody_stands_in_for_themselves"), transaction.atomic():
            Delegation.objects.create(
                giver=leader, receiver=leader, role=Role.LEADER, validity=ALWAYS
            )


class TestSuccession:
    @pytest.mark.parametrize("extent", [Extent.WHOLE, Extent.PART])
    def test_only_the_dissolved_have_no_successor(self, extent):
        agency = AgencyFactory()

        with refused("only_the_dissolved_have_no_successor"), transaction.atomic():
            Succession.objects.create(predecessor=agency, on=REFORM, extent=extent)

    def test_the_dissolved_have_none(self):
        agency, other = AgencyFactory.create_batch(2)

        with refused("only_the_dissolved_have_no_successor"), transaction.atomic():
            Succession.objects.create(
                predecessor=agency, successor=other, on=REFORM, extent=Extent.DISSOLVED
            )

    @pytest.mark.parametrize("dissolved", [True, False], ids=["dissolved", "followed"])
    def test_it_is_told_once(self, dissolved):
        agency = AgencyFactory()
        successor = None if dissolved else AgencyFactory()
        extent = Extent.DISSOLVED if dissolved else Extent.WHOLE
        told = {"predecessor": agency, "successor": successor, "on": REFORM, "extent": extent}
        Succession.objects.create(**told)

        with refused("a_succession_is_told_once"), transaction.atomic():
            Succession.objects.create(**told)


def test_one_agency_is_focal_at_any_time():
    for validity in (BEFORE, FROM_THEN):
        FocalAgency.objects.create(agency=AgencyFactory(), validity=validity, source="KH 646")

    with refused("one_focal_agency_at_any_time"), transaction.atomic():
        FocalAgency.objects.create(agency=AgencyFactory(), validity=ALWAYS, source="KH 646")


def test_an_account_is_closed_for_a_reason_and_open_for_none():
    for wrong in ({"is_active": False}, {"closed_for": "locked"}):
        with refused("an_account_is_closed_for_a_reason"), transaction.atomic():
            UserFactory(**wrong)
