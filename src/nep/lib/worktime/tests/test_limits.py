"""Limits, their units, and the sum of a step table."""

from datetime import timedelta
from decimal import Decimal

import pytest

from nep.lib.worktime.limits import (
    ImpossibleLimitError,
    Limit,
    MixedUnitsError,
    Parallel,
    Unit,
    total_of,
)


class TestUnits:
    def test_limits_of_one_unit_add_and_compare(self):
        assert Limit.working_days("0.25") + Limit.working_days("1.75") == Limit.working_days(2)
        assert Limit.days(14) < Limit.days(15)
        assert Limit.hours(2) <= Limit.hours("2.0")

    @pytest.mark.parametrize("other", [Limit.days(1), Limit.hours(8)])
    def test_limits_of_different_units_neither_add_nor_compare(self, other):
        with pytest.raises(MixedUnitsError):
            Limit.working_days(1) + other
        with pytest.raises(MixedUnitsError):
            assert Limit.working_days(1) < other
        with pytest.raises(MixedUnitsError):
            assert Limit.working_days(1) <= other
        assert Limit.working_days(1) != other

    def test_a_quarter_of_a_working_day_is_two_hours(self):
        assert Limit.working_days("0.25").to(Unit.HOUR) == Limit.hours(2)
        assert Limit.hours(2).to(Unit.WORKING_DAY) == Limit.working_days("0.25")
        assert Limit.working_days("1.75").working_time() == timedelta(hours=14)

    @pytest.mark.parametrize("unit", [Unit.HOUR, Unit.WORKING_DAY])
    def test_calendar_days_never_convert(self, unit):
        assert Limit.days(3).to(Unit.DAY) == Limit.days(3)
        with pytest.raises(MixedUnitsError):
            Limit.days(3).to(unit)
        with pytest.raises(MixedUnitsError):
            Limit(Decimal(3), unit).to(Unit.DAY)
        with pytest.raises(MixedUnitsError):
            Limit.days("0.25").working_time()

    @pytest.mark.parametrize("value", ["-1", "NaN", "Infinity", "10001"])
    def test_a_limit_that_no_regulation_can_mean_is_refused(self, value):
        with pytest.raises(ImpossibleLimitError):
            Limit.days(value)

    def test_a_limit_survives_storage(self):
        limit = Limit.working_days("0.25")

        assert limit.to_json() == {"value": "0.25", "unit": "WORKING_DAY"}
        assert Limit.from_json(limit.to_json()) == limit


class TestTotal:
    def test_hours_and_working_days_add_up_in_the_unit_asked_for(self):
        steps = [Limit.hours(4), Limit.working_days(2), Limit.working_days("0.5")]

        assert total_of(steps, unit=Unit.WORKING_DAY) == Limit.working_days(3)
        assert total_of(steps, unit=Unit.HOUR) == Limit.hours(24)

    def test_of_parallel_branches_the_longest_counts(self):
        opinions = Parallel(
            (
                (Limit.working_days(15),),
                (Limit.working_days(4), Limit.working_days(7)),
                (Limit.hours(8), Parallel(((Limit.working_days(2),), (Limit.working_days(16),)))),
            )
        )

        total = total_of([Limit.working_days(1), opinions], unit=Unit.WORKING_DAY)

        assert total == Limit.working_days(18)

    def test_nothing_takes_no_time(self):
        assert total_of([Parallel(())], unit=Unit.DAY) == Limit.days(0)

    def test_calendar_days_do_not_hide_among_working_days(self):
        with pytest.raises(MixedUnitsError):
            total_of([Limit.working_days(1), Parallel(((Limit.days(1),),))], unit=Unit.WORKING_DAY)
