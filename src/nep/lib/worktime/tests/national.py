"""The rest days of 2023 and 2024 as the Government decided them, and calendars with them."""

from datetime import date, datetime, time, timedelta

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.days import DatedDay, DayKind
from nep.lib.worktime.hours import USUAL_HOURS
from nep.lib.worktime.moments import TIME_ZONE

TET_2023 = "Công văn 8056/VPCP-KGVX ngày 01/12/2022"
TET_2024 = "Thông báo 5015/TB-LĐTBXH ngày 22/11/2023"
EXCHANGE_2024 = "Công văn 2450/VPCP-KGVX ngày 12/4/2024"
BY_LAW = "Bộ luật Lao động 2019, Điều 111.3 và Điều 112"

BREAKS = (
    ("Tết Dương lịch 2023", date(2023, 1, 1), date(2023, 1, 2), BY_LAW),
    ("Tết Nguyên đán Quý Mão", date(2023, 1, 20), date(2023, 1, 26), TET_2023),
    ("Giỗ Tổ, 30/4 và 1/5", date(2023, 4, 29), date(2023, 5, 3), BY_LAW),
    ("Quốc khánh 2023", date(2023, 9, 1), date(2023, 9, 4), TET_2023),
    ("Tết Dương lịch 2024", date(2024, 1, 1), date(2024, 1, 1), BY_LAW),
    ("Tết Nguyên đán Giáp Thìn", date(2024, 2, 8), date(2024, 2, 14), TET_2024),
    ("Giỗ Tổ Hùng Vương 2024", date(2024, 4, 18), date(2024, 4, 18), BY_LAW),
    ("Nghỉ hoán đổi ngày 04/5/2024", date(2024, 4, 29), date(2024, 4, 29), EXCHANGE_2024),
    ("30/4 và 1/5 năm 2024", date(2024, 4, 30), date(2024, 5, 1), BY_LAW),
    ("Quốc khánh 2024", date(2024, 9, 2), date(2024, 9, 3), TET_2024),
)
MAKE_UP_SATURDAY = date(2024, 5, 4)


def days_of(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


REST_DAYS = frozenset(day for _, first, last, _ in BREAKS for day in days_of(first, last))
NATIONAL_ROWS = (
    *(
        DatedDay(day, DayKind.DAY_OFF, source=source, name=name)
        for name, first, last, source in BREAKS
        for day in days_of(first, last)
    ),
    DatedDay(MAKE_UP_SATURDAY, DayKind.WORKING_DAY, source=EXCHANGE_2024, name="Làm bù 29/4/2024"),
)

LIBRARY_ONLY = Calendar.always(USUAL_HOURS)
CALENDAR = Calendar.always(USUAL_HOURS, NATIONAL_ROWS)
FIFTEEN = time(15)


def on(day: int, month: int, year: int = 2023, clock: str = "09:00") -> datetime:
    """Return a moment of Việt Nam, dates being said in the Vietnamese order."""
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), tzinfo=TIME_ZONE)
