"""The public notice of a procedure: what a citizen asks before coming."""

from dataclasses import dataclass
from datetime import datetime

from nep.lib.worktime.limits import Limit


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to bring."""

    name: str
    originals: int
    copies: int
    note: str


@dataclass(frozen=True, slots=True)
class NoticeStep:
    """One step as a citizen reads it; steps of one turn run at the same time."""

    name: str
    responsible: str
    agency: str
    duration: Limit | None
    side_by_side: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Bạn cần gì, mang gì, bao lâu, bao nhiêu tiền, ở đâu, các bước."""

    title: str
    served: tuple[tuple[str, str], ...]  # national code and name of each TTHC
    who: tuple[str, ...]
    conditions: tuple[str, ...]
    result: str
    bring: tuple[Paper, ...]
    bring_if: tuple[Paper, ...]
    promised: Limit
    legal: Limit
    same_day: bool
    fee: str
    agency: str
    channels: tuple[str, ...]
    steps: tuple[NoticeStep, ...]
    since: datetime | None
    adopted_by: str
