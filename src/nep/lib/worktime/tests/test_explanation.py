"""The lines of a calculation: what they say, that they add up, and that they can be stored."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.lib.worktime.cutoffs import due_of_handing_on
from nep.lib.worktime.days import DayNature
from nep.lib.worktime.due import due_of_promise, due_of_step
from nep.lib.worktime.explanation import Deadline, LineKind
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.pauses import Pause, PausePolicy, Pauses
from nep.lib.worktime.tests.national import CALENDAR, EXCHANGE_2024, FIFTEEN, TET_2023, on
from nep.lib.worktime.tests.strategies import QUICK, as_pauses, limits, moments, stretches


def told(deadline):
    """Return each line as its kind and the dates it speaks of."""
    return [
        (line.kind, *(day.isoformat()[5:] for day in (line.first, line.last) if day))
        for line in deadline.lines
    ]


def test_a_promise_over_tet_tells_what_was_counted_and_what_was_left_out():
    deadline = due_of_promise(Limit.working_days(5), on(17, 1), calendar=CALENDAR)

    assert told(deadline) == [
        (LineKind.RECEIVED,),
        (LineKind.FIRST_DAY_NOT_COUNTED, "01-17"),
        (LineKind.COUNTED_DAYS, "01-18", "01-19"),
        (LineKind.SKIPPED, "01-20", "01-26"),
        (LineKind.COUNTED_DAYS, "01-27", "01-27"),
        (LineKind.SKIPPED, "01-28", "01-29"),
        (LineKind.COUNTED_DAYS, "01-30", "01-31"),
        (LineKind.DUE,),
    ]
    tet = deadline.lines[3]
    assert (tet.name, tet.source) == ("Tết Nguyên đán Quý Mão", TET_2023)
    assert (tet.count, tet.nature) == (7, DayNature.DAY_OFF)
    assert [line.number for line in deadline.lines if line.number] == [1, 3, 4]


def test_condensed_it_tells_of_weekends_only_how_many_days_they_took():
    deadline = due_of_promise(Limit.working_days(30), on(21, 8), calendar=CALENDAR).condensed()

    assert told(deadline) == [
        (LineKind.RECEIVED,),
        (LineKind.FIRST_DAY_NOT_COUNTED, "08-21"),
        (LineKind.COUNTED_DAYS, "08-22", "08-31"),
        (LineKind.SKIPPED, "09-01", "09-04"),
        (LineKind.COUNTED_DAYS, "09-05", "10-04"),
        (LineKind.DUE,),
    ]
    assert [(line.count, line.rest_days) for line in deadline.lines if line.number] == [
        (8, 2),
        (22, 8),
    ]


def test_a_make_up_day_is_remarked_upon_before_it_is_counted():
    deadline = due_of_promise(Limit.working_days(3), on(26, 4, 2024), calendar=CALENDAR)

    assert told(deadline)[-4:] == [
        (LineKind.COUNTED_DAYS, "05-02", "05-03"),
        (LineKind.MAKE_UP_DAY, "05-04"),
        (LineKind.COUNTED_DAYS, "05-04", "05-04"),
        (LineKind.DUE,),
    ]
    assert deadline.lines[-3].source == EXCHANGE_2024


@pytest.mark.parametrize(
    ("started", "before"),
    [
        (on(3, 5, 2024, clock="16:00"), [LineKind.COUNTED_TIME]),
        (on(4, 5, 2024, clock="06:00"), [LineKind.WAITED_FOR_OPENING]),
        (on(4, 5, 2024, clock="09:00"), []),
    ],
    ids=["on the day before", "before opening", "in the morning"],
)
def test_a_make_up_day_is_remarked_upon_when_office_time_runs_in_it(started, before):
    deadline = due_of_step(Limit.hours(6), started, calendar=CALENDAR)

    assert [line.kind for line in deadline.lines] == [
        LineKind.STARTED,
        *before,
        LineKind.MAKE_UP_DAY,
        LineKind.COUNTED_TIME,
        LineKind.DUE,
    ]


def test_calendar_days_tell_from_which_day_of_rest_they_moved():
    deadline = due_of_promise(Limit.days(10), on(12, 1), calendar=CALENDAR)

    assert told(deadline)[2:4] == [
        (LineKind.COUNTED_DAYS, "01-13", "01-22"),
        (LineKind.MOVED_TO_WORKING_DAY, "01-22", "01-27"),
    ]
    assert deadline.lines[3].name == "Tết Nguyên đán Quý Mão"


def test_office_time_tells_when_it_began_to_run_and_over_which_days_it_did_not():
    deadline = due_of_step(Limit.hours(9), on(24, 11, clock="17:30"), calendar=CALENDAR)

    assert told(deadline) == [
        (LineKind.STARTED,),
        (LineKind.SKIPPED, "11-25", "11-26"),
        (LineKind.WAITED_FOR_OPENING,),
        (LineKind.COUNTED_TIME,),
        (LineKind.DUE,),
    ]
    assert deadline.lines[2].until == on(27, 11, clock="07:00")
    assert deadline.lines[3].amount == timedelta(hours=9)


def test_pauses_are_told_with_their_paper_and_what_they_moved():
    asked = Pause(on(18, 1), on(19, 1), source="Phiếu yêu cầu bổ sung 12/HDHS")
    pauses = Pauses.under(PausePolicy.SHIFT, [asked])

    deadline = due_of_promise(Limit.working_days(2), on(16, 1), calendar=CALENDAR, pauses=pauses)

    due_before, paused, shifted, due = deadline.lines[-4:]
    assert (due_before.kind, due_before.at) == (
        LineKind.DUE_BEFORE_PAUSES,
        on(18, 1, clock="17:00"),
    )
    assert (paused.kind, paused.source) == (LineKind.PAUSED, "Phiếu yêu cầu bổ sung 12/HDHS")
    assert (shifted.kind, shifted.amount) == (LineKind.SHIFTED_BY_TIME, timedelta(hours=8))
    assert shifted.until == due.at == deadline.due == on(19, 1, clock="17:00")


@QUICK
@given(limits, moments)
def test_the_lines_add_up_to_the_limit(limit, received):
    deadline = due_of_step(limit, received, calendar=CALENDAR)
    whole, fraction = limit.whole_and_fraction()
    counted = sum(line.count for line in deadline.lines if line.kind is LineKind.COUNTED_DAYS)
    amounts = (line.amount for line in deadline.lines if line.kind is LineKind.COUNTED_TIME)
    office_time = sum(amounts, timedelta(0))

    if not counted:
        assert office_time.total_seconds() == office_hours_of(limit) * 3600
    else:
        assert counted == whole
        assert office_time <= timedelta(hours=8) * float(fraction)


def office_hours_of(limit):
    return limit.value * (1 if limit.unit == "HOUR" else 8)


@QUICK
@given(st.data(), limits, moments, st.sampled_from(PausePolicy))
def test_a_calculation_survives_storage(data, limit, received, policy):
    pauses = Pauses.under(policy, as_pauses(data.draw(stretches(received))))
    deadlines = [
        due_of_promise(limit, received, calendar=CALENDAR, pauses=pauses),
        due_of_promise(limit, received, calendar=CALENDAR).condensed(),
        due_of_handing_on(received, cut_off=FIFTEEN, calendar=CALENDAR),
        due_of_promise(
            limit,
            received,
            calendar=CALENDAR,
            pauses=Pauses.under(policy, [Pause(received)]),
        ),
    ]

    for deadline in deadlines:
        assert Deadline.from_json(json.loads(json.dumps(deadline.to_json()))) == deadline


def test_a_stored_line_holds_only_what_it_says():
    deadline = due_of_promise(Limit.working_days(1), on(27, 11), calendar=CALENDAR)

    assert deadline.to_json() == {
        "due": "2023-11-28T17:00:00+07:00",
        "lines": [
            {"kind": "RECEIVED", "at": "2023-11-27T09:00:00+07:00"},
            {"kind": "FIRST_DAY_NOT_COUNTED", "first": "2023-11-27"},
            {
                "kind": "COUNTED_DAYS",
                "first": "2023-11-28",
                "last": "2023-11-28",
                "number": 1,
                "count": 1,
            },
            {"kind": "DUE", "at": "2023-11-28T17:00:00+07:00"},
        ],
    }
