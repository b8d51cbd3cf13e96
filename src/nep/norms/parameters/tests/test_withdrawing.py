"""Taking back a value that was planned: the one before goes on, and the day is free again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nep.foundation import parameters
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.norms.parameters.models import DatedValue
from nep.norms.parameters.services.deciding import (
    NewValue,
    set_value,
    withdraw_value,
)
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db

KEY = "session.idle_minutes"
WEEK = [[["08:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []]


def minutes(value: str, since: date) -> NewValue:
    return NewValue(Decimal(value), since, "QĐ 5/QĐ-UBND")


def last_act() -> str:
    return Entry.objects.latest("id").act


class TestWithdrawValue:
    def test_the_one_before_goes_on(self, idle, watcher, at, tomorrow):
        row = set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)

        withdraw_value(row, "Ghi nhầm.", actor=watcher, at=at)

        assert parameters.number(KEY, at=at + timedelta(days=9)) == 15
        assert idle.values.count() == 2
        assert last_act() == "parameters.value_withdrawn"

    def test_what_applies_is_not_withdrawn(self, idle, watcher, at, tomorrow):
        row = set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)
        later = at + timedelta(days=1)

        with pytest.raises(Unfit):
            withdraw_value(row, "Ghi nhầm.", actor=watcher, at=later)
        assert parameters.number(KEY, at=later) == 10

    def test_nor_twice_nor_without_a_reason_nor_by_another_nor_what_came_along(
        self, idle, watcher, neighbour, at, tomorrow
    ):
        row = set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)
        with pytest.raises(Unfit):
            withdraw_value(row, " ", actor=watcher, at=at)
        with pytest.raises(Refused):
            withdraw_value(row, "Nhầm", actor=neighbour, at=at)
        with pytest.raises(Unfit):
            withdraw_value(idle.values.get(own=False), "Nhầm", actor=watcher, at=at)
        assert not DatedValue.objects.exclude(withdrawn="").exists()

        withdraw_value(row, "Nhầm", actor=watcher, at=at)
        with pytest.raises(Overtaken):
            withdraw_value(row, "Nhầm", actor=watcher, at=at)

    def test_the_day_is_free_again(self, idle, watcher, at, tomorrow):
        row = set_value(idle, minutes("10", tomorrow), actor=watcher, at=at)
        withdraw_value(row, "Ghi nhầm.", actor=watcher, at=at)

        set_value(idle, minutes("12", tomorrow), actor=watcher, at=at)

        assert parameters.number(KEY, at=at + timedelta(days=9)) == 12
