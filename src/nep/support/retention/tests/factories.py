"""Terms and records for tests, entered as their people would."""

from datetime import date

from conftest import THE_MOMENT

from nep.support.retention.models import KeptRecord, Term
from nep.support.retention.rules import Method
from nep.support.retention.services.keeping import NewRecord, NewTerm, Place, enter_record, set_term

HELD = Place("Phòng Tư pháp", "Tủ 3, kho lưu trữ", "Trần Thị Mai", Method.SHREDDED)
FIVE_YEARS, FOR_EVER = "Hồ sơ chứng thực", "Hồ sơ đất đai"
LONG_OVER = date(2010, 6, 30)


def a_term(clerk, kind=FIVE_YEARS, years=5, since=LONG_OVER) -> Term:
    """Set a term; five years for records of certification when nothing else is said."""
    new = NewTerm(kind, years, since, "Thông tư 13/2023/TT-BNV")
    return set_term(new, actor=clerk, at=THE_MOMENT)


def a_record(clerk, number="01/2010", kind=FIVE_YEARS, closed_on=LONG_OVER) -> KeptRecord:
    """Enter a record whose kind has a term; its own has passed when nothing else is said."""
    new = NewRecord(number, f"Hồ sơ số {number}", kind, HELD, closed_on)
    return enter_record(new, actor=clerk, at=THE_MOMENT)
