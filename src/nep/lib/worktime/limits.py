"""Limits (thời hạn): how long something may take, in units that never mix by accident."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Final, Self

SECONDS_IN_HOUR: Final = 3600
HOURS_IN_WORKING_DAY: Final = 8
LONGEST: Final = 10_000


class Unit(StrEnum):
    """The unit in which a limit is written: giờ (of work), ngày, ngày làm việc."""

    HOUR = "HOUR"
    DAY = "DAY"
    WORKING_DAY = "WORKING_DAY"


class MixedUnitsError(TypeError):
    """Two limits of different units were added or compared, or days were to become office time."""

    def __init__(self, one: Unit, other: Unit) -> None:
        super().__init__(f"A limit in {one} is not one in {other}.")


class ImpossibleLimitError(ValueError):
    """A limit that no regulation can mean."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of hours of work, of days, or of working days; fractions are allowed.

    Step tables write half and quarter days beside hours, on the convention that a working day has
    eight hours ("0,25 ngày" and "02 giờ" are the same), so hours and working days convert when
    asked to. A day of the calendar never converts: ten of them are seven or six or, over Tết, two
    working days.
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.value.is_finite() or not 0 <= self.value <= LONGEST:
            message = f"A limit lies between 0 and {LONGEST}, not at {self.value}."
            raise ImpossibleLimitError(message)

    @classmethod
    def hours(cls, value: Decimal | int | str) -> Self:
        return cls(Decimal(value), Unit.HOUR)

    @classmethod
    def days(cls, value: Decimal | int | str) -> Self:
        return cls(Decimal(value), Unit.DAY)

    @classmethod
    def working_days(cls, value: Decimal | int | str) -> Self:
        return cls(Decimal(value), Unit.WORKING_DAY)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.value + self._value_of(other), self.unit)

    def __lt__(self, other: Self) -> bool:
        return self.value < self._value_of(other)

    def __le__(self, other: Self) -> bool:
        return self.value <= self._value_of(other)

    def to(self, unit: Unit) -> Self:
        """Return the same limit in another unit, a working day being eight hours.

        :raises MixedUnitsError: between calendar days and anything else.
        """
        match self.unit, unit:
            case Unit.HOUR, Unit.WORKING_DAY:
                return type(self)(self.value / HOURS_IN_WORKING_DAY, unit)
            case Unit.WORKING_DAY, Unit.HOUR:
                return type(self)(self.value * HOURS_IN_WORKING_DAY, unit)
            case _ if self.unit is unit:
                return self
            case _:
                raise MixedUnitsError(self.unit, unit)

    def working_time(self) -> timedelta:
        """Return the office time of the limit, to the second.

        :raises MixedUnitsError: for calendar days, whose office time depends on the calendar.
        """
        seconds = self.to(Unit.HOUR).value * SECONDS_IN_HOUR
        return timedelta(seconds=int(seconds.to_integral_value(ROUND_HALF_UP)))

    def whole_and_fraction(self) -> tuple[int, Decimal]:
        """Return how many whole units the limit holds, and what is left over."""
        whole = int(self.value)
        return whole, self.value - whole

    def to_json(self) -> dict[str, str]:
        return {"value": format(self.value, "f"), "unit": self.unit.value}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        return cls(Decimal(stored["value"]), Unit(stored["unit"]))

    def _value_of(self, other: Self) -> Decimal:
        if self.unit is not other.unit:
            raise MixedUnitsError(self.unit, other.unit)
        return other.value


@dataclass(frozen=True, slots=True)
class Parallel:
    """Branches worked at the same time, such as opinions asked of several agencies at once."""

    branches: tuple[tuple["Limit | Parallel", ...], ...]


def total_of(path: Iterable[Limit | Parallel], *, unit: Unit) -> Limit:
    """Return how long steps take one after another; of parallel branches the longest counts.

    :raises MixedUnitsError: when a limit does not convert to the unit asked for.
    """
    total = Limit(Decimal(0), unit)
    for part in path:
        total = total + (part.to(unit) if isinstance(part, Limit) else _longest_of(part, unit))
    return total


def _longest_of(group: Parallel, unit: Unit) -> Limit:
    lengths = [total_of(branch, unit=unit) for branch in group.branches]
    return max(lengths, key=lambda length: length.value, default=Limit(Decimal(0), unit))
