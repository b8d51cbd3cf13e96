"""Public holidays of Việt Nam by statute, with Tết and the days given for those lost to a weekend.

They come from the library `holidays`, which knows the lunar calendar, the rest in lieu of Bộ luật
Lao động 2019, Điều 111.3, and such exchanges of working days as its release has heard of. The
yearly decisions come as dated rows over it (`nep.lib.worktime.days.DatedDay`) and always win.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from holidays import country_holidays

LABOUR_CODES: Final = (
    (date(2021, 1, 1), "Bộ luật Lao động 2019, Điều 112"),
    (date(2013, 5, 1), "Bộ luật Lao động 2012, Điều 115"),
    (date(1995, 1, 1), "Bộ luật Lao động 1994, Điều 73"),
)
EXCHANGED: Final = "Ngày làm việc hoán đổi"


@dataclass(frozen=True, slots=True)
class HolidaysOfYear:
    """The public holidays of one year with their names, and the rest days worked in exchange."""

    holidays: Mapping[date, str]
    make_up_days: frozenset[date]


@lru_cache(maxsize=256)
def holidays_of(year: int) -> HolidaysOfYear:
    """Return the public holidays of a year, named in Vietnamese."""
    # An exchange announced for next January may be worked this December, so two years are read.
    known = country_holidays("VN", years=(year, year + 1), expand=False, language="vi")
    return HolidaysOfYear(
        holidays={on: name for on, name in known.items() if on.year == year},
        make_up_days=frozenset(on for on in known.weekend_workdays if on.year == year),
    )


def basis_of_holidays(on: date) -> str:
    """Return the article under which public holidays were given on a day."""
    return next((article for since, article in LABOUR_CODES if on >= since), "")
