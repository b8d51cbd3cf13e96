"""The arithmetic of terms, and the life of a record."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.support.retention.rules import (
    LONGEST_TERM,
    Decision,
    Life,
    State,
    kept_until,
    lines_named,
    months_after,
)

DAYS = st.dates(date(1945, 9, 2), date(2200, 1, 1))
TERMS = st.integers(1, LONGEST_TERM)
A_DAY = timedelta(days=1)
CLOSED = date(2018, 5, 4)


@given(DAYS, TERMS)
def test_a_record_is_kept_at_least_its_term_and_less_than_a_year_longer(closed_on, years):
    until = kept_until(closed_on, years)

    assert months_after(closed_on, 12 * years) <= until
    assert until < months_after(closed_on, 12 * years + 12)


@given(DAYS, TERMS)
def test_a_record_may_end_from_the_day_after_its_term_and_not_one_earlier(closed_on, years):
    life = Life(years, closed_on)

    assert not life.may_end(on=life.kept_until)
    assert life.may_end(on=life.kept_until + A_DAY)


@given(DAYS, DAYS)
def test_what_is_kept_for_ever_never_ends(closed_on, on):
    life = Life(None, closed_on)

    assert life.kept_until is None
    assert not life.may_end(on=on)


@given(DAYS, st.integers(0, 240), st.integers(0, 240))
def test_months_only_go_forward_and_in_order(day, some, more):
    assert day <= months_after(day, some) <= months_after(day, some + more)


def test_the_last_day_of_a_month_stays_the_last_of_a_shorter_one():
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("life", "state"),
    [
        (Life(5), State.OPEN),
        (Life(5, CLOSED), State.AT_UNIT),
        (Life(5, CLOSED, CLOSED), State.ARCHIVED),
        (Life(5, CLOSED, CLOSED, Decision.PROPOSED), State.PROPOSED),
        (Life(5, CLOSED, None, Decision.APPROVED), State.PROPOSED),
        (Life(5, CLOSED, CLOSED, Decision.CARRIED_OUT), State.DESTROYED),
    ],
)
def test_a_record_is_where_its_days_say(life, state):
    assert life.state is state


@pytest.mark.parametrize(
    ("life", "due_on"),
    [
        (Life(5), None),
        (Life(5, CLOSED), date(2019, 5, 4)),
        (Life(None, CLOSED), date(2019, 5, 4)),
        (Life(3, CLOSED), None),
        (Life(5, CLOSED, CLOSED), None),
    ],
    ids=["still open", "five years", "for ever", "short terms stay at the unit", "already there"],
)
def test_the_archive_takes_a_record_within_a_year(life, due_on):
    assert life.archive_due_on(months=12, from_years=5) == due_on


def test_section_seven_names_records_a_line_each():
    section = "- Giấy tiếp nhận hồ sơ;\n\n2. Phiếu kiểm soát.\n+ Kết quả"

    assert lines_named(section) == ["Giấy tiếp nhận hồ sơ", "Phiếu kiểm soát", "Kết quả"]
