"""Office hours, dated rows, and the calendar made of them."""

from datetime import UTC, date, time, timedelta

import pytest

from nep.lib.worktime.calendar import Calendar, NoOfficeHoursError
from nep.lib.worktime.counting import next_opening, working_days_between
from nep.lib.worktime.days import DatedDay, DayKind, DayNature
from nep.lib.worktime.hours import (
    USUAL_HOURS,
    HoursSince,
    ImpossibleHoursError,
    OfficeHours,
    Session,
)
from nep.lib.worktime.moments import NaiveMomentError, local
from nep.lib.worktime.tests.national import CALENDAR, LIBRARY_ONLY, NATIONAL_ROWS, on

MORNING = Session(time(7), time(11, 30))
SUMMER = OfficeHours.daily(Session(time(6, 30), time(11)), Session(time(13), time(16, 30)))
A_FRIDAY, A_SATURDAY = date(2023, 11, 24), date(2023, 11, 25)


def row(day, kind, **more):
    return DatedDay(day, kind, source="Quyết định của UBND tỉnh", **more)


class TestOfficeHours:
    def test_the_usual_week_has_five_days_of_eight_hours(self):
        week = [CALENDAR.day(date(2023, 11, 20) + timedelta(days=step)) for step in range(7)]

        assert [day.working_time.total_seconds() / 3600 for day in week] == [8, 8, 8, 8, 8, 0, 0]

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Session(time(11), time(7)),
            lambda: Session(time(7), time(7)),
            lambda: Session(time(7, tzinfo=on(1, 1).tzinfo), time(8)),
            lambda: OfficeHours.daily(MORNING, Session(time(11), time(17))),
            lambda: OfficeHours.daily(weekdays=[]),
            lambda: OfficeHours(((MORNING,),)),
        ],
        ids=["reversed", "empty", "with a zone", "overlapping", "never open", "a short week"],
    )
    def test_hours_that_no_clock_can_show_are_refused(self, make):
        with pytest.raises(ImpossibleHoursError):
            make()

    def test_sessions_may_be_given_in_any_order(self):
        afternoon = Session(time(13, 30), time(17))

        assert OfficeHours.daily(afternoon, MORNING) == USUAL_HOURS

    def test_new_hours_apply_from_their_day_and_not_a_day_before(self):
        a_monday = date(2023, 11, 27)
        versions = (HoursSince(a_monday, SUMMER), HoursSince(date(2020, 1, 1), USUAL_HOURS))
        calendar = Calendar(versions)

        assert calendar.day(A_FRIDAY).opens == on(24, 11, clock="07:00")
        assert calendar.day(a_monday).opens == on(27, 11, clock="06:30")

    def test_a_day_before_the_first_hours_has_no_answer(self):
        calendar = Calendar((HoursSince(A_FRIDAY, USUAL_HOURS),))

        with pytest.raises(NoOfficeHoursError):
            calendar.day(date(2023, 11, 23))

    def test_two_versions_cannot_begin_on_the_same_day(self):
        with pytest.raises(ImpossibleHoursError):
            Calendar((HoursSince(A_FRIDAY, USUAL_HOURS), HoursSince(A_FRIDAY, SUMMER)))


class TestDatedDays:
    @pytest.mark.parametrize(
        ("kind", "day", "nature", "hours"),
        [
            (DayKind.DAY_OFF, A_FRIDAY, DayNature.DAY_OFF, 0),
            (DayKind.WORKING_DAY, A_FRIDAY, DayNature.ORDINARY, 8),
            (DayKind.WORKING_DAY, A_SATURDAY, DayNature.MAKE_UP, 8),
            (DayKind.WORKING_DAY, date(2023, 9, 1), DayNature.MAKE_UP, 8),
            (DayKind.MORNING_ONLY, A_FRIDAY, DayNature.CHANGED_HOURS, 4.5),
            (DayKind.MORNING_ONLY, A_SATURDAY, DayNature.MAKE_UP, 4.5),
            (DayKind.AFTERNOON_ONLY, A_FRIDAY, DayNature.CHANGED_HOURS, 3.5),
        ],
    )
    def test_a_row_decides_about_its_day(self, kind, day, nature, hours):
        worked = Calendar.always(USUAL_HOURS, [row(day, kind)]).day(day)

        assert worked.nature is nature
        assert worked.working_time == timedelta(hours=hours)
        assert worked.is_working is bool(hours)

    def test_custom_hours_are_those_of_the_row(self):
        custom = row(A_FRIDAY, DayKind.CUSTOM_HOURS, sessions=(Session(time(8), time(10)),))
        worked = Calendar.always(USUAL_HOURS, [custom]).day(A_FRIDAY)

        assert (worked.opens, worked.closes) == (
            on(24, 11, clock="08:00"),
            on(24, 11, clock="10:00"),
        )

    def test_a_session_across_noon_is_cut_at_noon(self):
        hours = OfficeHours.daily(Session(time(8), time(15)))
        rows = [
            row(A_FRIDAY, DayKind.MORNING_ONLY),
            row(date(2023, 11, 27), DayKind.AFTERNOON_ONLY),
        ]
        calendar = Calendar.always(hours, rows)

        assert calendar.day(A_FRIDAY).closes == on(24, 11, clock="12:00")
        assert calendar.day(date(2023, 11, 27)).opens == on(27, 11, clock="12:00")

    @pytest.mark.parametrize(
        ("kind", "opens", "closes"),
        [
            (DayKind.MORNING_ONLY, "07:00", "12:00"),
            (DayKind.AFTERNOON_ONLY, "12:00", "17:00"),
        ],
    )
    def test_sessions_that_meet_at_noon_fall_on_their_side_of_it(self, kind, opens, closes):
        hours = OfficeHours.daily(Session(time(7), time(12)), Session(time(12), time(17)))
        worked = Calendar.always(hours, [row(A_FRIDAY, kind)]).day(A_FRIDAY)

        assert worked.sessions == ((on(24, 11, clock=opens), on(24, 11, clock=closes)),)

    def test_an_afternoon_that_an_office_never_works_is_a_day_off(self):
        calendar = Calendar.always(
            OfficeHours.daily(MORNING), [row(A_FRIDAY, DayKind.AFTERNOON_ONLY)]
        )

        assert calendar.day(A_FRIDAY).nature is DayNature.DAY_OFF

    @pytest.mark.parametrize(
        "make",
        [
            lambda: DatedDay(A_FRIDAY, DayKind.DAY_OFF, source=" "),
            lambda: row(A_FRIDAY, DayKind.CUSTOM_HOURS),
            lambda: row(A_FRIDAY, DayKind.DAY_OFF, sessions=(MORNING,)),
            lambda: Calendar.always(
                USUAL_HOURS, [row(A_FRIDAY, DayKind.DAY_OFF), row(A_FRIDAY, DayKind.MORNING_ONLY)]
            ),
        ],
        ids=["no source", "custom without hours", "hours without custom", "two for a day"],
    )
    def test_a_row_that_cannot_be_meant_is_refused(self, make):
        with pytest.raises(ImpossibleHoursError):
            make()

    def test_an_agency_s_row_wins_over_the_nation_s(self):
        holiday = date(2023, 9, 1)
        duty = row(holiday, DayKind.MORNING_ONLY, name="Trực lễ")

        calendar = CALENDAR.overlaid([duty])

        assert calendar.day(holiday).name == "Trực lễ"
        assert calendar.day(date(2023, 9, 4)) == CALENDAR.day(date(2023, 9, 4))


class TestCalendar:
    def test_equal_calendars_are_interchangeable_as_keys(self):
        other = Calendar.always(USUAL_HOURS, reversed(NATIONAL_ROWS))
        other.day(A_FRIDAY)

        assert other == CALENDAR
        assert hash(other) == hash(CALENDAR)
        assert LIBRARY_ONLY != CALENDAR

    @pytest.mark.parametrize(
        ("at", "opening"),
        [
            (on(24, 11, clock="06:00"), on(24, 11, clock="07:00")),
            (on(24, 11, clock="09:15"), on(24, 11, clock="09:15")),
            (on(24, 11, clock="11:30"), on(24, 11, clock="13:30")),
            (on(24, 11, clock="17:00"), on(27, 11, clock="07:00")),
            (on(25, 11, clock="10:00"), on(27, 11, clock="07:00")),
            (on(31, 12, clock="10:00"), on(2, 1, 2024, clock="07:00")),
        ],
        ids=["before opening", "open", "lunch", "at closing", "Saturday", "over New Year"],
    )
    def test_the_next_opening(self, at, opening):
        assert next_opening(CALENDAR, at) == opening

    def test_days_left_and_days_late_are_the_same_number(self):
        assert working_days_between(CALENDAR, A_FRIDAY, date(2023, 11, 28)) == 2
        assert working_days_between(CALENDAR, date(2023, 11, 28), A_FRIDAY) == -2
        assert working_days_between(CALENDAR, A_FRIDAY, A_SATURDAY) == 0

    def test_a_moment_without_time_zone_is_refused(self):
        with pytest.raises(NaiveMomentError):
            next_opening(CALENDAR, on(24, 11).replace(tzinfo=None))

    def test_moments_of_other_zones_are_the_same_moments(self):
        utc = on(24, 11, clock="06:00").astimezone(tz=UTC)

        assert local(utc) == utc
        assert next_opening(CALENDAR, utc).isoformat() == "2023-11-24T07:00:00+07:00"
