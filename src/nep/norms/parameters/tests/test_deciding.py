"""Setting numbers, hours and days: who may, from when, and that the past stays what it was."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation import parameters
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.lib.worktime.days import DayKind
from nep.norms.parameters.dated import one_at_a_time
from nep.norms.parameters.models import CalendarDay, OfficeHours
from nep.norms.parameters.queries import calendar_for
from nep.norms.parameters.rules import Unit, is_sensible
from nep.norms.parameters.services.deciding import (
    NewDays,
    NewHours,
    NewValue,
    confirm_calendar,
    decide_days,
    end_hours,
    set_hours,
    set_value,
    withdraw_day,
    withdraw_hours,
)
from nep.norms.parameters.services.loading import load_reference
from nep.norms.parameters.tests.factories import House, at_work_from_eight, decided_day, worth
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db

KEY = "session.idle_minutes"
WEEK = [[["08:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []]


def minutes(value: str, since: date) -> NewValue:
    return NewValue(Decimal(value), since, "QĐ 5/QĐ-UBND")


def last_act() -> str:
    return Entry.objects.latest("id").act


class TestSetValue:
    def test_it_applies_from_its_day_on_and_nothing_before_changes(
        self, idle, watcher, at, tomorrow
    ):
        set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)

        day = timedelta(days=1)
        assert [parameters.number(KEY, at=at + after * day) for after in range(3)] == [15, 10, 10]
        assert parameters.number(KEY, at=at - 1000 * day) == 15
        assert "10" in Entry.objects.latest("id").sentence

    def test_it_ends_where_the_next_one_is_planned(self, idle, watcher, at, tomorrow):
        in_june = date(2024, 6, 1)
        set_value(idle, minutes("20", in_june), actor=watcher, at=at)

        row = set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)

        assert row.validity.upper == in_june

    @pytest.mark.parametrize("days", [0, -1, -400], ids=["today", "yesterday", "long ago"])
    def test_the_past_is_not_changed(self, idle, watcher, at, days):
        with pytest.raises(Unfit):
            set_value(idle, minutes("10", at.date() + timedelta(days=days)), actor=watcher, at=at)

        assert idle.values.count() == 1

    def test_two_values_are_not_planned_for_one_day(self, idle, watcher, at, tomorrow):
        set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)

        with pytest.raises(Unfit):
            set_value(idle, minutes("20", tomorrow), actor=watcher, at=at)
        assert idle.values.count() == 2

    def test_only_the_administrator_of_the_focal_agency_does(self, idle, neighbour, at, tomorrow):
        leader = actor_in(AgencyFactory(), Role.LEADER)
        for actor in (neighbour, leader):
            with pytest.raises(Refused):
                set_value(idle, minutes("10", tomorrow), actor=actor, at=at)

        assert idle.values.count() == 1

    @pytest.mark.parametrize("value", ["0", "-5", "2.5", "1000000"])
    def test_a_value_that_would_close_the_house_is_refused(
        self, idle, watcher, at, tomorrow, value
    ):
        with pytest.raises(Unfit):
            set_value(idle, minutes(value, tomorrow), actor=watcher, at=at)

        assert idle.values.count() == 1

    def test_it_names_its_source(self, idle, watcher, at, tomorrow):
        with pytest.raises(Unfit):
            set_value(idle, NewValue(Decimal(10), tomorrow, "  "), actor=watcher, at=at)

    def test_what_the_database_refuses_is_said_in_a_sentence(self, idle):
        with pytest.raises(Overtaken), one_at_a_time():
            worth(KEY, "10", date(2024, 1, 1))

    def test_a_load_of_the_reference_leaves_it_alone(self, idle, watcher, at, tomorrow):
        set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)

        assert not load_reference(actor=House(), at=at)
        assert parameters.number(KEY, at=at + timedelta(days=2)) == 10

    @pytest.mark.slow
    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(planned=st.dictionaries(st.integers(1, 40), st.integers(1, 90), min_size=1, max_size=4))
    def test_in_whatever_order_plans_are_made_every_day_has_its_one_value(
        self, idle, watcher, at, planned
    ):
        with transaction.atomic():
            for day, value in planned.items():
                since = at.date() + timedelta(days=day)
                set_value(idle, minutes(str(value), since), actor=watcher, at=at)

            for day in range(42):
                begun = [since for since in planned if since <= day]
                expected = planned[max(begun)] if begun else 15
                assert parameters.number(KEY, at=at + timedelta(days=day)) == expected
            transaction.set_rollback(True)


class TestHours:
    def test_an_agency_sets_its_own_from_a_day_on(self, neighbour, focal, at, tomorrow):
        agency = AgencyFactory._meta.model.objects.get(pk=neighbour.agency_id)
        set_hours(agency, NewHours(WEEK, tomorrow, "QĐ 2"), actor=neighbour, at=at)

        opens = [calendar_for(agency).day(day).opens.hour for day in (at.date(), tomorrow)]
        assert opens == [7, 8]
        assert calendar_for(focal).day(tomorrow).opens.hour == 7
        assert last_act() == "parameters.hours_set"

    def test_those_for_all_are_the_focal_agencys(self, watcher, neighbour, at, tomorrow):
        new = NewHours(WEEK, tomorrow, "QĐ 2")
        for place, actor in ((None, neighbour), (AgencyFactory(), neighbour)):
            with pytest.raises(Refused):
                set_hours(place, new, actor=actor, at=at)
        assert OfficeHours.objects.count() == 1

        set_hours(None, new, actor=watcher, at=at)
        assert calendar_for(AgencyFactory()).day(tomorrow).opens.hour == 8
        assert not load_reference(actor=House(), at=at)

    @pytest.mark.parametrize(
        "morning", [["12:00", "08:00"], ["08:00", "14:00"]], ids=["reversed", "overlapping"]
    )
    def test_hours_that_no_clock_shows(self, watcher, at, tomorrow, morning):
        week = [[morning, ["13:00", "17:00"]]] * 5 + [[], []]

        with pytest.raises(Unfit):
            set_hours(None, NewHours(week, tomorrow, "QĐ 2"), actor=watcher, at=at)
        assert OfficeHours.objects.count() == 1

    def test_an_agency_returns_to_those_of_the_province(self, watcher, at, tomorrow):
        agency = AgencyFactory()
        at_work_from_eight(agency)

        end_hours(agency, tomorrow, "QĐ 3", actor=watcher, at=at)

        opens = [calendar_for(agency).day(day).opens.hour for day in (at.date(), tomorrow)]
        assert opens == [8, 7]
        with pytest.raises(Unfit):
            end_hours(agency, tomorrow, "QĐ 3", actor=watcher, at=at)

    def test_planned_hours_are_withdrawn(self, watcher, at, tomorrow):
        row = set_hours(None, NewHours(WEEK, tomorrow, "QĐ 2"), actor=watcher, at=at)

        withdraw_hours(row, "Chưa thống nhất.", actor=watcher, at=at)

        assert calendar_for(AgencyFactory()).day(tomorrow).opens.hour == 7


class TestDays:
    def days(self, first: date, last: date | None = None) -> NewDays:
        return NewDays(first, last or first, DayKind.DAY_OFF, "Nghỉ tránh bão", "CĐ 1/CĐ-UBND")

    def test_several_in_a_row_for_all(self, watcher, at, tomorrow):
        decide_days(None, self.days(at.date(), tomorrow), actor=watcher, at=at)

        calendar = calendar_for(AgencyFactory())
        assert [calendar.day(day).is_working for day in (at.date(), tomorrow)] == [False, False]
        assert last_act() == "parameters.days_decided"

    def test_of_one_agency_by_its_administrator(self, neighbour, watcher, at, tomorrow):
        own = AgencyFactory._meta.model.objects.get(pk=neighbour.agency_id)
        with pytest.raises(Refused):
            decide_days(None, self.days(tomorrow), actor=neighbour, at=at)
        decide_days(own, self.days(tomorrow), actor=neighbour, at=at)

        assert not calendar_for(own).day(tomorrow).is_working
        assert calendar_for(AgencyFactory()).day(tomorrow).is_working

    def test_not_for_the_past_not_backwards_not_for_months_and_not_twice(
        self, watcher, at, tomorrow
    ):
        decided_day(tomorrow, "DAY_OFF")
        day = timedelta(days=1)
        for new in (
            self.days(at.date() - day),
            self.days(tomorrow + 3 * day, tomorrow + day),
            self.days(tomorrow + day, tomorrow + 60 * day),
            self.days(tomorrow),
            NewDays(tomorrow + day, tomorrow + day, DayKind.DAY_OFF, " ", "QĐ"),
        ):
            with pytest.raises(Unfit):
                decide_days(None, new, actor=watcher, at=at)
        assert CalendarDay.objects.filter(own=True).count() == 0

    def test_a_day_to_come_is_taken_back_and_may_be_decided_anew(self, watcher, at, tomorrow):
        [decided] = decide_days(None, self.days(tomorrow), actor=watcher, at=at)
        withdraw_day(decided, "Bão đổi hướng.", actor=watcher, at=at)

        assert calendar_for(AgencyFactory()).day(tomorrow).is_working
        decide_days(None, self.days(tomorrow), actor=watcher, at=at)

    def test_what_came_along_is_taken_back_for_good(self, watcher, at):
        exchanged = CalendarDay.objects.get(on=date(2026, 1, 2))
        withdraw_day(exchanged, "Tỉnh không hoán đổi.", actor=watcher, at=at)

        load_reference(actor=House(), at=at)

        assert CalendarDay.objects.filter(on=date(2026, 1, 2), withdrawn="").count() == 0

    def test_nothing_is_taken_back_today_twice_or_without_a_reason(self, watcher, at, tomorrow):
        today, later = decide_days(None, self.days(at.date(), tomorrow), actor=watcher, at=at)
        for day, reason in ((today, "Nhầm"), (later, " ")):
            with pytest.raises(Unfit):
                withdraw_day(day, reason, actor=watcher, at=at)
        withdraw_day(later, "Nhầm", actor=watcher, at=at)
        with pytest.raises(Unfit):
            withdraw_day(later, "Nhầm", actor=watcher, at=at)


def test_a_year_is_confirmed_on_record(watcher, neighbour, at):
    with pytest.raises(Refused):
        confirm_calendar(2023, actor=neighbour, at=at)

    confirm_calendar(2023, actor=watcher, at=at)
    assert Entry.objects.latest("id").details == {"year": 2023}


@pytest.mark.parametrize(
    ("value", "unit", "sensible"),
    [
        ("0.5", Unit.HOUR, True),
        ("0.5", Unit.MINUTE, False),
        ("24", Unit.HOUR_OF_DAY, True),
        ("25", Unit.HOUR_OF_DAY, False),
        ("0", Unit.TIMES, True),
        ("0", Unit.DAY, False),
    ],
)
def test_values_that_make_sense(value, unit, sensible):
    assert is_sensible(Decimal(value), unit) is sensible
