"""The records of the demo: kept, due for the archive, past their term, and one list destroyed."""

from datetime import date, datetime, timedelta

from django.db import transaction

from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.agencies.rules import Role
from nep.demo.seats import Seats
from nep.support.retention.queries import terms_of
from nep.support.retention.rules import Method
from nep.support.retention.services.disposal import (
    approve_disposal,
    carry_out_disposal,
    propose_disposal,
)
from nep.support.retention.services.keeping import (
    NewRecord,
    NewTerm,
    Place,
    archive_record,
    enter_record,
    set_term,
)

SOURCE = "Danh mục hồ sơ của cơ quan, ban hành kèm Quyết định số 12/QĐ-UBND ngày 05/01/2010"
SINCE = date(2010, 1, 5)
TERMS = (
    ("Hồ sơ giải quyết thủ tục hành chính", 10),
    ("Hồ sơ chứng thực bản sao, chữ ký", 2),
    ("Hồ sơ đánh giá nội bộ hệ thống quản lý chất lượng", 5),
    ("Hồ sơ xem xét của lãnh đạo", 10),
    ("Quyết định ban hành tài liệu hệ thống quản lý chất lượng", None),
)
# Number, title, place among the terms, the day the work ended, the day the archive took it.
RECORDS = (
    ("01/2023/ĐGNB", "Hồ sơ đánh giá nội bộ năm 2022", 2, date(2022, 10, 28), None),
    ("02/2023/ĐGNB", "Hồ sơ đánh giá nội bộ năm 2023", 2, None, None),
    ("03/2022/XXLĐ", "Hồ sơ họp xem xét của lãnh đạo năm 2022", 3, date(2022, 12, 15), None),
    (
        "04/2019/QĐ",
        "Quyết định ban hành hệ thống tài liệu theo TCVN ISO 9001:2015",
        4,
        date(2019, 6, 20),
        date(2020, 3, 12),
    ),
    ("05/2015/ĐGNB", "Hồ sơ đánh giá nội bộ năm 2015", 2, date(2015, 11, 6), date(2016, 5, 9)),
    ("06/2016/ĐGNB", "Hồ sơ đánh giá nội bộ năm 2016", 2, date(2016, 10, 21), date(2017, 4, 3)),
    ("07/2019/CT", "Hồ sơ chứng thực bản sao năm 2019", 1, date(2019, 12, 31), None),
    ("08/2020/CT", "Hồ sơ chứng thực chữ ký năm 2020", 1, date(2020, 12, 31), None),
    ("09/2013/CT", "Hồ sơ chứng thực bản sao năm 2013", 1, date(2013, 12, 31), None),
)
DESTROYED, PROPOSED = "09/2013/CT", ("05/2015/ĐGNB",)
REASON = "Hết thời hạn bảo quản, không còn giá trị tra cứu, sử dụng."


def build_records(agency: Agency, seats: Seats, *, now: datetime) -> None:
    """Keep the records of an agency, once; agencies without clerk or leader keep none."""
    people = [seats.actors(role, agency) for role in (Role.CLERK, Role.LEADER)]
    if not all(people) or terms_of(agency.pk).exists():
        return
    with transaction.atomic():
        _build(agency, seats, now)


def _build(agency: Agency, seats: Seats, now: datetime) -> None:
    clerk, leader = seats.actor(Role.CLERK, agency), seats.actor(Role.LEADER, agency)
    for kind, years in TERMS:
        set_term(NewTerm(kind, years, SINCE, SOURCE), actor=clerk, at=now)
    held = Place("Văn phòng", "Tủ hồ sơ số 2, kho lưu trữ", clerk.name, Method.SHREDDED)
    records = {}
    for number, title, place, closed_on, archived_on in RECORDS:
        new = NewRecord(number, title, TERMS[place][0], held, closed_on)
        records[number] = enter_record(new, actor=clerk, at=now)
        if archived_on:
            archive_record(records[number], archived_on, actor=clerk, at=now)
    before = now - timedelta(weeks=1)
    old = propose_disposal([records[DESTROYED].pk], REASON, actor=clerk, at=before)
    approve_disposal(old, actor=leader, at=before)
    present = f"{leader.name}, {leader.post}\n{clerk.name}, {clerk.post}"
    carry_out_disposal(old, local_day(now), present, actor=clerk, at=now)
    propose_disposal([records[number].pk for number in PROPOSED], REASON, actor=clerk, at=now)
