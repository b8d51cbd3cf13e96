"""Records kept, for the scene of the addresses: one of each stage, and what their pages send."""

from collections.abc import Mapping
from datetime import date

from conftest import THE_MOMENT

from nep.operation.procedures.tests.factories import Office
from nep.support.retention.services.disposal import (
    approve_disposal,
    carry_out_disposal,
    propose_disposal,
)
from nep.support.retention.tests.factories import FIVE_YEARS, a_record, a_term

_TODAY = f"{THE_MOMENT:%d/%m/%Y}"
SENT_OF_RECORDS: Mapping[str, Mapping[str, object]] = {
    "retention:terms": {"kind": "Giấy mời", "years": 2, "since": _TODAY, "source": "QĐ 1/QĐ-UBND"},
    "retention:new_record": {
        "number": "99/2023",
        "title": "Hồ sơ mới",
        "kind": FIVE_YEARS,
        "unit": "Văn phòng",
        "place": "Tủ 1",
        "keeper": "Trần Thị Mai",
        "method": "shredded",
    },
    "retention:close": {"day": _TODAY},
    "retention:archive": {"day": _TODAY},
    "retention:refuse": {"remark": "Còn tranh chấp."},
    "retention:carry_out": {"on": _TODAY, "present": "Nguyễn Văn An, Chủ tịch"},
}


def kept_records(office: Office) -> dict[str, Mapping[str, object]]:
    """Return how an open record, a closed one and a disposal of each stage are named."""
    clerk, leader = office.clerk, office.leader
    a_term(clerk)
    records = {
        "open record": a_record(clerk, "01", closed_on=None),
        "closed record": a_record(clerk, "02", closed_on=date(2023, 1, 2)),
    }
    disposals = {
        name: propose_disposal(
            [a_record(clerk, name).pk], "Hết thời hạn.", actor=clerk, at=THE_MOMENT
        )
        for name in ("proposed", "approved", "carried out")
    }
    for name in ("approved", "carried out"):
        approve_disposal(disposals[name], actor=leader, at=THE_MOMENT)
    carry_out_disposal(
        disposals["carried out"], THE_MOMENT.date(), "Nguyễn Văn An", actor=clerk, at=THE_MOMENT
    )
    return {
        **{name: {"key": record.pk} for name, record in records.items()},
        **{f"{name} disposal": {"key": disposal.pk} for name, disposal in disposals.items()},
    }
