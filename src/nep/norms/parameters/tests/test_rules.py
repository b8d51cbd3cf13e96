"""Default hours and an agency's own make one line in time."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from nep.lib.worktime.hours import HoursSince, OfficeHours, Session, hours_on
from nep.norms.parameters.rules import HoursThen, Span, hours_in_time, week_of_hours

USUAL = OfficeHours.daily(Session(time(7), time(11)), Session(time(13), time(17)))
EARLY = OfficeHours.daily(Session(time(6), time(14)))
NEW_YEAR, MAY = date(2023, 1, 1), date(2023, 5, 1)
ALWAYS = (HoursThen(USUAL, Span(None, None)),)

spans = st.tuples(
    st.none() | st.dates(date(2020, 1, 1), date(2025, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2025, 1, 1)),
).filter(lambda span: None in span or span[0] < span[1])


def test_an_agency_without_hours_of_its_own_keeps_the_usual_ones():
    assert hours_in_time(ALWAYS, ()) == (HoursSince(date.min, USUAL),)


def test_the_usual_hours_come_back_when_an_agencys_own_end():
    own = (HoursThen(EARLY, Span(NEW_YEAR, MAY)),)

    assert hours_in_time(ALWAYS, own) == (
        HoursSince(date.min, USUAL),
        HoursSince(NEW_YEAR, EARLY),
        HoursSince(MAY, USUAL),
    )


@given(span=spans, on=st.dates(date(2019, 1, 1), date(2026, 1, 1)))
def test_on_every_day_the_own_hours_apply_exactly_while_they_are_valid(span, on):
    line = hours_in_time(ALWAYS, (HoursThen(EARLY, Span(*span)),))

    assert hours_on(line, on) == (EARLY if Span(*span).covers(on) else USUAL)


def test_hours_are_read_as_they_are_stored():
    week = [[["07:00", "11:00"], ["13:00", "17:00"]]] * 5 + [[], []]

    assert week_of_hours(week) == USUAL
