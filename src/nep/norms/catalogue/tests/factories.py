"""Records as they come from outside, for tests."""

from copy import deepcopy
from typing import Any

from nep.foundation.actors import SYSTEM

FULL: dict[str, Any] = {
    "code": "9.000001",
    "name": "Cấp giấy phép thử nghiệm",
    "field": "Thử nghiệm",
    "level": ["district"],
    "decision": "1/QĐ-UBND",
    "agencies": {"performing": "UBND cấp huyện", "competent": None, "coordinating": None},
    "subjects": ["Công dân Việt Nam"],
    "channels": [
        {"channel": "online", "limit_text": "7 ngày", "limit_value": 7, "limit_unit": "day"},
        {"channel": "in_person", "limit_text": "5 ngày", "limit_value": 5, "limit_unit": "day"},
    ],
    "documents": [{"name": "Đơn đề nghị", "originals": 1, "copies": 0, "note": None}],
    "steps": [
        {
            "order": 1,
            "name": "Tiếp nhận",
            "role": "Công chức Bộ phận Một cửa",
            "agency": "UBND cấp huyện",
            "duration_value": 0.5,
            "duration_unit": "day",
            "form_or_result": "Giấy tiếp nhận",
            "parallel_group": None,
        }
    ],
    "steps_source": "composed",
    "result": "Giấy phép",
    "record_source": "Cổng dịch vụ công",
    "era": "two_tier_2025+",
}
BRIEF: dict[str, Any] = {
    "code": "9.000002",
    "name": "Gia hạn giấy phép thử nghiệm",
    "field": "Thử nghiệm",
    "level": ["province"],
    "limits": [{"channel": "post", "limit_text": "5", "limit_value": 5, "limit_unit": "day"}],
    "record_source": "Cổng dịch vụ công",
}


class House:
    """The house itself, as an actor."""

    ref = SYSTEM


def full(**differing: Any) -> dict[str, Any]:
    """Return a whole record, but for what differs."""
    return deepcopy(FULL) | differing


def brief(**differing: Any) -> dict[str, Any]:
    """Return a record as an index holds it, but for what differs."""
    return deepcopy(BRIEF) | differing


def step(**differing: Any) -> dict[str, Any]:
    """Return a step, but for what differs."""
    return deepcopy(FULL["steps"][0]) | differing
