"""Suspended limits: both readings of the law, and that no pause can be played with."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nep.lib.worktime.counting import time_left, working_time_between
from nep.lib.worktime.due import due_of_promise, due_of_step, working_time_spent
from nep.lib.worktime.explanation import LineKind
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.moments import NaiveMomentError
from nep.lib.worktime.pauses import NO_PAUSES, Pause, PausePolicy, Pauses, ReversedPauseError
from nep.lib.worktime.tests.national import CALENDAR, on
from nep.lib.worktime.tests.strategies import QUICK, as_pauses, limits, moments, stretches

RECEIVED = on(27, 11)
FIVE_DAYS, TEN_DAYS = Limit.working_days(5), Limit.days(10)
A_MINUTE = timedelta(minutes=1)


def promise(limit, policy, *pauses, received=RECEIVED):
    return due_of_promise(limit, received, calendar=CALENDAR, pauses=Pauses.under(policy, pauses))


def kinds(deadline):
    return [line.kind for line in deadline.lines]


class TestShift:
    @pytest.mark.parametrize(
        ("begins", "ends", "due"),
        [
            (on(29, 11), on(30, 11), on(5, 12, clock="17:00")),
            (on(29, 11), on(29, 11, clock="10:30"), on(5, 12, clock="08:30")),
            (on(30, 11), on(4, 12), on(6, 12, clock="17:00")),
            (on(1, 12, clock="17:00"), on(4, 12, clock="07:00"), on(4, 12, clock="17:00")),
            (on(27, 11, clock="10:00"), on(27, 11, clock="15:00"), on(4, 12, clock="17:00")),
            (on(4, 12, clock="17:00"), on(6, 12, clock="07:00"), on(5, 12, clock="17:00")),
        ],
        ids=[
            "a whole day",
            "an hour and a half",
            "over a weekend",
            "a weekend alone",
            "within the day that is not counted",
            "from the very moment it was due",
        ],
    )
    def test_the_due_moves_by_the_office_time_that_was_waited(self, begins, ends, due):
        assert promise(FIVE_DAYS, PausePolicy.SHIFT, Pause(begins, ends)).due == due

    @pytest.mark.parametrize(
        ("begins", "ends", "due"),
        [
            (on(29, 11), on(1, 12), on(11, 12, clock="17:00")),
            (on(29, 11), on(4, 12), on(12, 12, clock="17:00")),
            (on(29, 11), on(29, 11, clock="16:00"), on(7, 12, clock="17:00")),
            (on(27, 11), on(30, 11), on(11, 12, clock="17:00")),
        ],
        ids=["two dates, ending on a Saturday", "five dates", "within one date", "from the start"],
    )
    def test_a_limit_in_calendar_days_moves_by_dates(self, begins, ends, due):
        assert promise(TEN_DAYS, PausePolicy.SHIFT, Pause(begins, ends)).due == due

    def test_a_dossier_paused_in_the_days_of_grace_does_not_come_back_late(self):
        # Five days end on Saturday 2/12, so on Monday; the supplement is asked for that Monday.
        asked = Pause(on(4, 12), on(6, 12, clock="16:00"))

        deadline = promise(Limit.days(5), PausePolicy.SHIFT, asked)

        assert deadline.due == on(6, 12, clock="17:00")

    def test_a_minute_each_evening_earns_a_minute_each(self):
        evenings = [
            Pause(on(day, 11, clock="16:59"), on(day + 1, 11, clock="07:00")) for day in (28, 29)
        ]

        deadline = promise(FIVE_DAYS, PausePolicy.SHIFT, *evenings)

        assert deadline.due == on(5, 12, clock="07:02")

    @QUICK
    @given(st.data(), moments, st.integers(1, 12))
    def test_what_was_left_when_the_pause_began_is_left_when_it_ends(self, data, received, days):
        paused = data.draw(stretches(received + timedelta(days=1)))
        assume(paused)
        *before, last = as_pauses(paused)
        limit = Limit.working_days(days)
        due_before = promise(limit, PausePolicy.SHIFT, *before, received=received).due
        assume(last.since.date() > received.date() and last.since <= due_before)

        due = promise(limit, PausePolicy.SHIFT, *before, last, received=received).due

        left = time_left(CALENDAR, last.since, due_before)
        assert time_left(CALENDAR, last.until, due) == left


class TestRestart:
    def test_the_limit_counts_again_from_the_start_after_the_last_supplement(self):
        first, second = Pause(on(28, 11), on(30, 11)), Pause(on(5, 12), on(8, 12))

        deadline = promise(FIVE_DAYS, PausePolicy.RESTART, first, second)

        assert deadline.due == on(15, 12, clock="17:00")
        assert kinds(deadline)[:5] == [
            LineKind.RECEIVED,
            LineKind.PAUSED,
            LineKind.RESTARTED,
            LineKind.PAUSED,
            LineKind.RESTARTED,
        ]

    @QUICK
    @given(st.data(), moments, st.integers(1, 12))
    def test_a_restart_is_never_due_before_a_shift(self, data, received, days):
        pauses = as_pauses(data.draw(stretches(received)))
        shifted = promise(Limit.working_days(days), PausePolicy.SHIFT, *pauses, received=received)
        assume(LineKind.PAUSED_AFTER_DUE not in kinds(shifted))

        restarted = promise(
            Limit.working_days(days), PausePolicy.RESTART, *pauses, received=received
        )

        assert restarted.due >= shifted.due


@pytest.mark.parametrize("policy", list(PausePolicy))
class TestBothReadings:
    def test_a_pause_after_the_due_date_cures_no_lateness(self, policy):
        undisturbed = promise(FIVE_DAYS, policy)
        too_late = Pause(undisturbed.due + A_MINUTE, on(20, 12))

        deadline = promise(FIVE_DAYS, policy, too_late)

        assert deadline.due == undisturbed.due
        assert LineKind.PAUSED_AFTER_DUE in kinds(deadline)

    def test_what_is_asked_at_the_last_moment_is_asked_in_time(self, policy):
        last_moment = promise(FIVE_DAYS, policy).due

        deadline = promise(FIVE_DAYS, policy, Pause(last_moment, on(6, 12)))

        assert deadline.due > on(6, 12) - A_MINUTE
        assert LineKind.PAUSED in kinds(deadline)
        assert (LineKind.DUE_BEFORE_PAUSES in kinds(deadline)) is (policy is PausePolicy.SHIFT)

    def test_a_pause_under_way_at_reception_counts_from_there(self, policy):
        under_way, from_reception = Pause(on(20, 11), on(29, 11)), Pause(RECEIVED, on(29, 11))

        for limit in (FIVE_DAYS, TEN_DAYS, Limit.hours(4)):
            assert promise(limit, policy, under_way) == promise(limit, policy, from_reception)

    def test_an_open_pause_after_the_due_date_leaves_it_due(self, policy):
        assert promise(FIVE_DAYS, policy, Pause(on(5, 12))).due == on(4, 12, clock="17:00")

    def test_nothing_is_due_while_it_is_paused(self, policy):
        deadline = promise(FIVE_DAYS, policy, Pause(on(28, 11)))

        assert deadline.due is None
        assert kinds(deadline)[-1] is LineKind.NOT_DUE_WHILE_PAUSED

    def test_a_pause_that_was_over_before_reception_means_nothing(self, policy):
        over = Pause(on(20, 11), on(24, 11))

        assert promise(FIVE_DAYS, policy, over) == promise(FIVE_DAYS, policy)

    def test_overlapping_and_touching_pauses_are_one(self, policy):
        pieces = [
            Pause(on(30, 11), on(1, 12), source="Phiếu 2"),
            Pause(on(28, 11), on(29, 11), source="Phiếu 1"),
            Pause(on(29, 11), on(30, 11, clock="10:00")),
        ]

        deadline = promise(FIVE_DAYS, policy, *pieces)

        assert deadline.due == promise(FIVE_DAYS, policy, Pause(on(28, 11), on(1, 12))).due
        paused = next(line for line in deadline.lines if line.kind is LineKind.PAUSED)
        assert paused.source == "Phiếu 1; Phiếu 2"

    def test_an_open_pause_swallows_what_comes_after(self, policy):
        pauses = Pauses.under(policy, [Pause(on(28, 11)), Pause(on(29, 11), on(30, 11))])

        assert pauses.stretches == (Pause(on(28, 11)),)

    @QUICK
    @given(st.data(), limits, moments)
    def test_the_order_in_which_pauses_are_told_does_not_matter(
        self, policy, data, limit, received
    ):
        pauses = as_pauses(data.draw(stretches(received)))

        told = promise(limit, policy, *pauses, received=received)

        assert told == promise(limit, policy, *reversed(pauses), received=received)

    @QUICK
    @given(st.data(), limits, moments)
    def test_a_pause_never_brings_the_due_forward_nor_ends_past_it(
        self, policy, data, limit, received
    ):
        pauses = as_pauses(data.draw(stretches(received)))

        due = promise(limit, policy, *pauses, received=received).due

        assert due >= promise(limit, policy, received=received).due
        before_due = [pause for pause in pauses if pause.since <= due]
        assert all(pause.until <= due or not _has_office_time(due, pause) for pause in before_due)


def _has_office_time(due, pause):
    return working_time_between(CALENDAR, due, pause.until) > timedelta(0) and pause.since < due


class TestMeasuring:
    pauses = Pauses.under(PausePolicy.SHIFT, [Pause(on(28, 11), on(29, 11)), Pause(on(1, 12))])

    @pytest.mark.parametrize(
        ("at", "hours"),
        [
            (on(28, 11), 8),
            (on(28, 11, clock="15:00"), 8),
            (on(29, 11, clock="10:00"), 9),
            (on(1, 12), 24),
            (on(11, 12), 24),
        ],
        ids=["until the pause", "in the pause", "after it", "second pause", "still in it"],
    )
    def test_time_spent_leaves_the_pauses_out(self, at, hours):
        spent = working_time_spent(RECEIVED, at, calendar=CALENDAR, pauses=self.pauses)

        assert spent == timedelta(hours=hours)

    def test_what_is_left_while_paused_is_what_was_left_when_it_began(self):
        def left(at):
            known = self.pauses.as_of(at)
            due = due_of_promise(FIVE_DAYS, RECEIVED, calendar=CALENDAR, pauses=known).due
            return time_left(CALENDAR, at, due)

        assert left(on(1, 12)) == left(on(4, 12)) == left(on(14, 12)) == timedelta(hours=22)

    def test_what_is_late_is_negative(self):
        assert time_left(CALENDAR, on(6, 12), on(5, 12)) == -timedelta(hours=8)

    def test_a_step_pauses_too(self):
        pauses = Pauses.under(PausePolicy.SHIFT, [Pause(on(27, 11, clock="10:00"), on(28, 11))])

        deadline = due_of_step(Limit.hours(4), on(27, 11), calendar=CALENDAR, pauses=pauses)

        assert deadline.due == on(28, 11, clock="13:30") + timedelta(minutes=30)


def test_impossible_pauses_are_refused():
    with pytest.raises(ReversedPauseError):
        Pause(on(28, 11), on(27, 11))
    with pytest.raises(NaiveMomentError):
        Pause(on(28, 11).replace(tzinfo=None))
    assert NO_PAUSES.as_of(RECEIVED) == NO_PAUSES
