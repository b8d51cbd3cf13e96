"""Months, quarters and years, as addresses spell them and people read them."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nep.foundation.clock import VIETNAM
from nep.foundation.periods import MONTH, QUARTER, YEAR, Period, periods_offered

days = st.dates(date(2000, 1, 1), date(2999, 12, 31))
lengths = st.sampled_from([MONTH, QUARTER, YEAR])


@given(days, lengths)
def test_a_day_falls_into_its_period_and_into_no_neighbour(on, months):
    period = Period.of(on, months)

    assert period.first <= on < period.end
    assert period.before.end == period.first
    assert Period.parse(period.key) == period


@pytest.mark.parametrize(
    "key", ["", "2023-13", "2023-00", "2023-q5", "2023-q0", "23", "2023-1", "٢٠٢٣"]
)
def test_what_is_no_period_is_refused(key):
    with pytest.raises(ValueError, match="no period"):
        Period.parse(key)


@pytest.mark.parametrize(
    ("key", "words"),
    [("2023-11", "Tháng 11/2023"), ("2023-q4", "Quý IV/2023"), ("2023", "Năm 2023")],
)
def test_is_said_as_officials_say_it(key, words):
    with translation.override("vi"):
        assert str(Period.parse(key)) == words


def test_begins_and_ends_at_midnight_in_viet_nam():
    period = Period.parse("2023-11")

    assert period.began.tzinfo == VIETNAM
    assert period.ended - period.began == timedelta(days=30)


def test_offers_now_and_before_and_what_was_chosen():
    chosen = Period.parse("2022-05")

    offered = [period.key for period in periods_offered(date(2023, 1, 15), chosen=chosen)]

    assert offered == ["2023-01", "2022-12", "2023-q1", "2022-q4", "2023", "2022", "2022-05"]
