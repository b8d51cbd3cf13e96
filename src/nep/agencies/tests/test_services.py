"""Establishing, appointing, delegating and succession: what each act does, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import override

from nep.agencies.models import Agency, Delegation, RoleAssignment, Succession
from nep.agencies.queries import (
    agencies_on,
    agency_coded,
    leading_unit,
    predecessions_of,
    successions_of,
    superior_of,
    units_of,
)
from nep.agencies.rules import Duty, Extent, Kind, Role
from nep.agencies.services import (
    Fate,
    NewAgency,
    Order,
    add_unit,
    appoint,
    delegate_role,
    establish_agency,
    give_role,
    record_succession,
)
from nep.agencies.tests.factories import SINCE, AgencyFactory, focal_administrator, staff_in
from nep.foundation.verdicts import Refused, Unfit
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
THE_DAY_BEFORE = REFORM - timedelta(days=1)
DEPARTMENT = NewAgency(
    code="so-khcn",
    name="Sở Khoa học và Công nghệ",
    kind=Kind.DEPARTMENT,
    duty=Duty.MANDATORY,
    duty_source="QĐ 19/2014/QĐ-TTg Điều 2",
    identifier="000.00.09.H43",
)
SUB_DEPARTMENT = NewAgency(
    code="chi-cuc-tdc",
    name="Chi cục Tiêu chuẩn Đo lường Chất lượng",
    kind=Kind.SUB_DEPARTMENT,
    duty=Duty.MANDATORY,
    duty_source="TT 26/2014/TT-BKHCN Điều 6",
)


@pytest.fixture
def officer():
    return focal_administrator()


def acts_on(subject):
    return [entry.act for entry in entries_about(subject)]


class TestEstablishAgency:
    def test_it_has_its_leading_unit_and_its_duty_from_the_first_day(self, officer, at):
        agency = establish_agency(DEPARTMENT, since=SINCE, actor=officer, at=at)

        duty = agency.duties.get()
        assert leading_unit(agency).name == agency.name
        assert (duty.duty, duty.validity.lower, duty.validity.upper) == (
            Duty.MANDATORY,
            SINCE,
            None,
        )
        assert duty.source == "QĐ 19/2014/QĐ-TTg Điều 2"
        assert acts_on(agency) == ["agencies.agency_established"]

    def test_a_sub_department_stands_below_its_department_and_owns_its_system(self, officer, at):
        department = establish_agency(DEPARTMENT, since=SINCE, actor=officer, at=at)
        new = replace(SUB_DEPARTMENT, superior=department)

        below = establish_agency(new, since=SINCE, actor=officer, at=at)

        assert superior_of(below) == department
        assert leading_unit(below).parent == leading_unit(department)
        assert [unit.name for unit in units_of(department)] == [department.name]


class TestAddUnit:
    def test_offices_of_a_district_share_its_one_system(self, officer, at):
        district = AgencyFactory(district=True)

        office = add_unit(district, "Phòng Tư pháp", since=SINCE, actor=officer, at=at)

        assert office.agency == district
        assert office.parent == leading_unit(district)
        assert list(units_of(district)) == [leading_unit(district), office]
        assert acts_on(office) == ["agencies.unit_added"]


class TestAppoint:
    def test_a_person_gets_a_post_and_a_role_from_a_day_on(self, officer, at):
        person, unit = UserFactory(), leading_unit(AgencyFactory())

        staff = appoint(person, unit, "Chủ tịch", since=REFORM, actor=officer, at=at)
        role = give_role(staff, Role.LEADER, since=REFORM, actor=officer, at=at)

        assert (staff.person, staff.post.unit) == (person, unit)
        assert staff.validity.lower == role.validity.lower == REFORM
        assert acts_on(staff) == ["agencies.staff_appointed", "agencies.role_given"]

    def test_the_journal_tells_the_role_in_the_language_of_the_reader(self, officer, at):
        staff = staff_in(AgencyFactory())

        give_role(staff, Role.CLERK, since=REFORM, actor=officer, at=at)

        entry = entries_about(staff).get()
        assert entry.details["role"] == "clerk"
        with override("vi"):
            told = f"{officer.name} giao {staff.person.full_name} vai trò Văn thư"
            assert entry.sentence == told


class TestDelegateRole:
    @pytest.fixture
    def agency(self):
        return AgencyFactory()

    @pytest.fixture
    def leader(self, agency):
        return staff_in(agency, Role.LEADER, title="Chủ tịch")

    @pytest.fixture
    def deputy(self, agency):
        return staff_in(agency, Role.OFFICIAL, title="Chánh Văn phòng")

    @pytest.fixture
    def order(self, at):
        return Order(at.date(), at.date() + timedelta(days=4), "12/GUQ-UBND", "Nghỉ phép năm")

    def test_the_order_stands_on_record_with_both_its_days(
        self, leader, deputy, order, officer, at
    ):
        given = delegate_role(leader, deputy, Role.LEADER, order=order, actor=officer, at=at)

        given.refresh_from_db()
        assert given.validity == DateRange(order.first, order.last + timedelta(days=1))
        assert (given.decision, given.reason) == ("12/GUQ-UBND", "Nghỉ phép năm")
        assert acts_on(given) == ["agencies.role_delegated"]

    def refuse(self, giver, receiver, order, *, actor, at, role=Role.LEADER):
        entries = Entry.objects.count()
        with pytest.raises(Refused):
            delegate_role(giver, receiver, role, order=order, actor=actor, at=at)
        assert not Delegation.objects.exists()
        assert Entry.objects.count() == entries

    def test_nobody_of_another_agency_stands_in(self, leader, order, officer, at):
        self.refuse(leader, staff_in(AgencyFactory()), order, actor=officer, at=at)

    def test_nobody_gives_a_role_that_they_do_not_hold(self, leader, deputy, order, officer, at):
        self.refuse(deputy, leader, order, actor=officer, at=at)

    def test_a_delegate_cannot_pass_it_on(self, agency, leader, deputy, order, officer, at):
        given = delegate_role(leader, deputy, Role.LEADER, order=order, actor=officer, at=at)

        with pytest.raises(Refused):
            delegate_role(deputy, staff_in(agency), Role.LEADER, order=order, actor=officer, at=at)

        assert list(Delegation.objects.all()) == [given]

    def test_no_role_is_given_for_longer_than_it_is_held(self, leader, deputy, order, officer, at):
        until = DateRange(SINCE, order.last)  # the last day is no longer theirs
        RoleAssignment.objects.filter(staff=leader).update(validity=until)

        self.refuse(leader, deputy, order, actor=officer, at=at)

    def test_nor_for_longer_than_the_post(self, leader, deputy, order, officer, at):
        type(leader).objects.filter(pk=leader.pk).update(validity=DateRange(SINCE, order.last))

        self.refuse(leader, deputy, order, actor=officer, at=at)

    def test_a_person_in_two_posts_does_not_stand_in_for_themselves(
        self, leader, deputy, order, officer, at
    ):
        deputy.person = leader.person
        deputy.save(update_fields=["person"])

        self.refuse(leader, deputy, order, actor=officer, at=at)

    @pytest.mark.parametrize(
        "wrong",
        [{"last": date(2023, 11, 1)}, {"decision": " "}, {"reason": ""}],
        ids=["ends before it begins", "no decision", "no reason"],
    )
    def test_an_order_is_whole(self, leader, deputy, order, officer, at, wrong):
        self.refuse(leader, deputy, replace(order, **wrong), actor=officer, at=at)


class TestSuccession:
    @pytest.fixture
    def ward(self):
        return AgencyFactory(name="UBND phường Đông Hải", code="ubnd-phuong-dong-hai")

    def following(self, name, officer, at):
        new = NewAgency(
            code=f"{name}-2025",
            name=name,
            kind=Kind.COMMUNE_COMMITTEE,
            duty=Duty.ENCOURAGED,
            duty_source="QĐ 19/2014/QĐ-TTg Điều 2",
        )
        return establish_agency(new, since=REFORM, actor=officer, at=at)

    def test_dong_hai_is_split_in_two(self, ward, officer, at):
        new_ward = self.following("dong-hai", officer, at)
        commune = self.following("phuoc-dinh", officer, at)

        for successor in (new_ward, commune):
            fate = Fate(successor, REFORM, Extent.PART, "1666/NQ-UBTVQH15")
            record_succession(ward, fate, actor=officer, at=at)

        assert [told.successor for told in successions_of(ward)] == [new_ward, commune]
        assert ward in agencies_on(THE_DAY_BEFORE)
        assert not {new_ward, commune} & set(agencies_on(THE_DAY_BEFORE))
        assert ward not in agencies_on(REFORM)
        assert {new_ward, commune} <= set(agencies_on(REFORM))
        assert acts_on(ward) == ["agencies.agency_succeeded"] * 2

    def test_several_become_one(self, ward, officer, at):
        new_ward = self.following("dong-hai", officer, at)
        neighbour = AgencyFactory(name="UBND phường Mỹ Hải")

        for predecessor in (ward, neighbour):
            fate = Fate(new_ward, REFORM, Extent.WHOLE)
            record_succession(predecessor, fate, actor=officer, at=at)

        assert [told.predecessor for told in predecessions_of(new_ward)] == [ward, neighbour]

    def test_nothing_is_deleted(self, ward, officer, at):
        chair = staff_in(ward, Role.LEADER, title="Chủ tịch")
        units = list(units_of(ward))

        fate = Fate(None, REFORM, Extent.DISSOLVED)
        record_succession(ward, fate, actor=officer, at=at)

        assert agency_coded("ubnd-phuong-dong-hai") == ward
        assert list(units_of(ward)) == units
        assert type(chair).objects.filter(pk=chair.pk).exists()

    def test_the_dissolved_have_no_successor_and_the_journal_says_so(self, ward, officer, at):
        fate = Fate(None, REFORM, Extent.DISSOLVED)

        record_succession(ward, fate, actor=officer, at=at)

        assert successions_of(ward).get().successor is None
        assert acts_on(ward) == ["agencies.agency_dissolved"]

    @pytest.mark.parametrize(
        "on",
        [SINCE, REFORM + timedelta(days=1)],
        ids=["before it begins", "when it has ended on another day"],
    )
    def test_no_agency_ends_twice_or_before_it_begins(self, ward, officer, at, on):
        fate = Fate(self.following("dong-hai", officer, at), REFORM, Extent.PART)
        record_succession(ward, fate, actor=officer, at=at)
        entries = Entry.objects.count()

        with pytest.raises(Unfit):
            record_succession(ward, replace(fate, on=on), actor=officer, at=at)

        assert Succession.objects.filter(predecessor=ward).count() == 1
        assert Agency.objects.get(pk=ward.pk).validity == DateRange(SINCE, REFORM)
        assert Entry.objects.count() == entries
