"""The fast functions and the clerk with the stopwatch must agree, to the minute."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nep.lib.worktime.counting import add_working_time, working_time_between
from nep.lib.worktime.due import due_of_promise, due_of_step
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.pauses import PausePolicy, Pauses
from nep.lib.worktime.tests import simulator
from nep.lib.worktime.tests.national import CALENDAR, LIBRARY_ONLY
from nep.lib.worktime.tests.strategies import QUICK, as_pauses, moments, stretches, working_days

pytestmark = pytest.mark.slow


@QUICK
@given(moments, st.integers(1, 2000))
def test_office_time_is_added_as_by_the_stopwatch(since, minutes):
    expected = simulator.after_office_minutes(since, minutes)

    assert add_working_time(CALENDAR, since, timedelta(minutes=minutes)) == expected


@QUICK
@given(moments, st.integers(0, 30_000))
def test_office_time_between_two_moments_is_measured_as_by_the_stopwatch(since, minutes):
    until = since + timedelta(minutes=minutes)
    expected = timedelta(minutes=simulator.office_minutes(since, until))

    assert working_time_between(CALENDAR, since, until) == expected
    assert working_time_between(CALENDAR, until, since) == -expected


@QUICK
@given(moments, working_days)
def test_working_days_are_counted_as_by_the_stopwatch(received, count):
    expected = simulator.promised(received, count)

    assert due_of_promise(Limit.working_days(count), received, calendar=CALENDAR).due == expected


@QUICK
@given(moments, working_days)
def test_the_library_alone_knows_the_rest_days_of_these_years(received, count):
    expected = simulator.promised(received, count)

    assert (
        due_of_promise(Limit.working_days(count), received, calendar=LIBRARY_ONLY).due == expected
    )


@QUICK
@given(moments, st.integers(1, 40))
def test_calendar_days_are_counted_as_by_the_stopwatch(received, count):
    expected = simulator.promised_in_days(received, count)

    assert due_of_promise(Limit.days(count), received, calendar=CALENDAR).due == expected


@QUICK
@given(moments, st.integers(1, 24))
def test_steps_in_quarter_days_are_counted_as_by_the_stopwatch(started, quarters):
    expected = simulator.after_office_minutes(started, quarters * 2 * 60)
    limit = Limit.working_days(str(quarters / 4))

    assert due_of_step(limit, started, calendar=CALENDAR).due == expected


@QUICK
@given(st.data(), moments, working_days)
def test_a_shift_leaves_paused_minutes_out(data, received, count):
    paused = data.draw(stretches(received))
    expected = simulator.promised_with_shift(received, count, paused)
    assume(expected not in {begins for begins, _ in paused})
    pauses = Pauses.under(PausePolicy.SHIFT, as_pauses(paused))

    deadline = due_of_promise(Limit.working_days(count), received, calendar=CALENDAR, pauses=pauses)

    assert deadline.due == expected


@QUICK
@given(st.data(), moments, working_days)
def test_a_restart_counts_afresh_after_each_pause(data, received, count):
    paused = data.draw(stretches(received))
    pauses = Pauses.under(PausePolicy.RESTART, as_pauses(paused))

    deadline = due_of_promise(Limit.working_days(count), received, calendar=CALENDAR, pauses=pauses)

    assert deadline.due == simulator.promised_with_restart(received, count, paused)
