"""What the library knows of the rest days of Việt Nam, and what only dated rows can say."""

from datetime import date, timedelta

import pytest

from nep.lib.worktime.days import DayNature
from nep.lib.worktime.public_holidays import basis_of_holidays, holidays_of
from nep.lib.worktime.tests.national import CALENDAR, LIBRARY_ONLY, MAKE_UP_SATURDAY, days_of


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2023, 1, 1), date(2023, 1, 2)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2023, 4, 29), date(2023, 5, 3)),
        (date(2023, 9, 1), date(2023, 9, 4)),
        (date(2024, 1, 1), date(2024, 1, 1)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2024, 4, 18), date(2024, 4, 18)),
        (date(2024, 4, 27), date(2024, 5, 1)),
        (date(2024, 8, 31), date(2024, 9, 3)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2025, 4, 30), date(2025, 5, 4)),
    ],
    ids=[
        "Tết Dương lịch 2023",
        "Tết Quý Mão",
        "Giỗ Tổ, 30/4, 1/5 of 2023 with the days in lieu",
        "Quốc khánh 2023",
        "Tết Dương lịch 2024",
        "Tết Giáp Thìn",
        "Giỗ Tổ 2024",
        "30/4, 1/5 of 2024 with the exchanged Monday",
        "Quốc khánh 2024",
        "Tết Ất Tỵ",
        "30/4, 1/5 of 2025 with the exchanged Friday",
    ],
)
def test_nobody_works_on_days_of_rest_and_everybody_before_and_after(first, last):
    assert not any(LIBRARY_ONLY.day(day).is_working for day in days_of(first, last))
    before = next(first - timedelta(days=step) for step in range(1, 4) if _is_weekday(first, -step))
    after = next(last + timedelta(days=step) for step in range(1, 4) if _is_weekday(last, step))
    assert LIBRARY_ONLY.day(before).is_working
    assert LIBRARY_ONLY.day(after).is_working


def _is_weekday(day: date, step: int) -> bool:
    return (day + timedelta(days=step)).weekday() < 5


def test_the_library_and_the_decisions_agree_on_every_day_of_2023_and_2024():
    days = days_of(date(2023, 1, 1), date(2024, 12, 31))

    differing = [
        day for day in days if LIBRARY_ONLY.day(day).is_working != CALENDAR.day(day).is_working
    ]

    assert differing == []


def test_the_make_up_saturday_is_worked_and_only_the_row_names_its_decision():
    by_library, by_row = LIBRARY_ONLY.day(MAKE_UP_SATURDAY), CALENDAR.day(MAKE_UP_SATURDAY)

    assert by_library.nature is by_row.nature is DayNature.MAKE_UP
    assert by_library.sessions == by_row.sessions
    assert (by_library.source, by_row.source[:17]) == ("", "Công văn 2450/VPC")


def test_a_make_up_day_worked_the_december_before_is_known():
    assert date(2014, 12, 27) in holidays_of(2014).make_up_days


def test_holidays_bear_their_vietnamese_names_and_the_code_of_their_time():
    tet = LIBRARY_ONLY.day(date(2023, 1, 23))

    assert (tet.name, tet.source) == ("Mùng hai Tết Nguyên Đán", "Bộ luật Lao động 2019, Điều 112")
    assert basis_of_holidays(date(2020, 12, 31)) == "Bộ luật Lao động 2012, Điều 115"
    assert basis_of_holidays(date(1990, 1, 1)) == ""


def test_the_library_does_not_know_the_exchange_of_january_2026():
    # Công văn 12729/VPCP-KGVX ngày 25/12/2025: Friday 2/1 off, Saturday 10/1 worked. When a newer
    # library knows it, this test says so; the dated row wins in either case.
    assert LIBRARY_ONLY.day(date(2026, 1, 2)).is_working
    assert not LIBRARY_ONLY.day(date(2026, 1, 10)).is_working
