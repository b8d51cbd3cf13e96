"""What other systems got wrong and their users reported, one test each."""

from datetime import timedelta

import pytest

from nep.lib.worktime.counting import next_opening, time_left
from nep.lib.worktime.due import due_of_promise, due_of_step
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.pauses import Pause, PausePolicy, Pauses
from nep.lib.worktime.tests.national import CALENDAR, on

ONE_DAY, FOUR_HOURS = Limit.working_days(1), Limit.hours(4)


def test_jmix_790_a_day_is_not_twenty_four_business_hours_and_so_three_days():
    started = on(27, 11, clock="09:00")

    assert due_of_promise(ONE_DAY, started, calendar=CALENDAR).due == on(28, 11, clock="17:00")
    assert due_of_step(ONE_DAY, started, calendar=CALENDAR).due == on(28, 11, clock="09:00")
    assert due_of_promise(Limit.days(1), started, calendar=CALENDAR).due == on(
        28, 11, clock="17:00"
    )


def test_jbpm_1830_a_start_before_opening_counts_from_the_opening():
    deadline = due_of_step(FOUR_HOURS, on(27, 11, clock="05:00"), calendar=CALENDAR)

    assert deadline.due == on(27, 11, clock="11:00")


@pytest.mark.parametrize("clock", ["17:00", "17:01", "23:59"])
def test_opencps_due_date_utils_a_start_after_closing_counts_from_the_next_opening(clock):
    deadline = due_of_step(FOUR_HOURS, on(24, 11, clock=clock), calendar=CALENDAR)

    assert deadline.due == on(27, 11, clock="11:00")


def test_opencps_due_date_utils_a_promise_made_after_closing_still_leaves_only_that_day_out():
    deadline = due_of_promise(ONE_DAY, on(27, 11, clock="18:00"), calendar=CALENDAR)

    assert deadline.due == on(28, 11, clock="17:00")


@pytest.mark.parametrize("clock", ["11:30", "12:15", "13:29", "13:30"])
def test_a_start_during_lunch_counts_from_the_afternoon(clock):
    deadline = due_of_step(Limit.hours(1), on(27, 11, clock=clock), calendar=CALENDAR)

    assert deadline.due == on(27, 11, clock="14:30")


@pytest.mark.parametrize("times", [1, 2, 3, 4])
@pytest.mark.parametrize("policy", list(PausePolicy))
def test_opencps_1254_a_dossier_supplemented_several_times_is_not_late_on_its_return(times, policy):
    asked = [Pause(on(4 + 7 * turn, 9), on(8 + 7 * turn, 9)) for turn in range(times)]
    pauses = Pauses.under(policy, asked)

    deadline = due_of_promise(Limit.working_days(5), on(31, 8), calendar=CALENDAR, pauses=pauses)

    returned = asked[-1].until
    assert time_left(CALENDAR, returned, deadline.due) > timedelta(0)


def test_opencps_1178_waiting_one_day_is_not_over_after_five_minutes():
    asked = on(24, 11, clock="16:58")

    deadline = due_of_promise(ONE_DAY, asked, calendar=CALENDAR)

    assert deadline.due == on(27, 11, clock="17:00")


@pytest.mark.parametrize("policy", list(PausePolicy))
@pytest.mark.parametrize("limit", [ONE_DAY, FOUR_HOURS, Limit.days(1), Limit.days("0.25")])
def test_opencps_1178_a_pause_open_from_the_very_start_fires_nothing(policy, limit):
    received = on(27, 11)
    waiting = Pauses.under(policy, [Pause(received)])

    for due_of in (due_of_promise, due_of_step):
        assert due_of(limit, received, calendar=CALENDAR, pauses=waiting).due is None

        supplied = Pauses.under(policy, [Pause(received, on(30, 11))])
        due = due_of(limit, received, calendar=CALENDAR, pauses=supplied).due
        afresh = due_of(limit, on(30, 11), calendar=CALENDAR).due
        assert on(30, 11, clock="10:59") < due <= afresh
        assert due == afresh or policy is PausePolicy.SHIFT


def test_flowable_3629_a_calendar_of_working_days_is_there_at_all():
    assert next_opening(CALENDAR, on(20, 1, clock="07:00")) == on(27, 1, clock="07:00")
