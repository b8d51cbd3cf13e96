"""The pages that people look at most, asked for at every size in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from statistics import median
from urllib.parse import urlencode

from django.urls import reverse

from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded, staff_holding
from nep.agencies.rules import Role
from nep.bench.browser import Browser
from nep.bench.measuring import Bench
from nep.bench.scratch import working_on
from nep.bench.timing import Timing, queries_of, timed
from nep.operation.dossiers.queries import dossiers_received_by
from nep.platform.accounts.models import User

ROUNDS = 3
WARM_UP, RUNS = 6, 30
WATCHING = "chi-cuc-tieu-chuan-do-luong-chat-luong"  # the officer who sees the whole province
CODES = 36

Look = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a page cost at one size: the rounds' best, and their median of medians."""

    page: str
    dossiers: int
    best_ms: float
    median_ms: float
    p95_ms: float
    cpu_ms: float
    queries: int


def look_at_pages(bench: Bench, databases: Mapping[int, str]) -> list[Looked]:
    """Measure every page at every size, size after size within each round."""
    rounds: dict[tuple[str, int], list[Timing]] = {}
    queries: dict[tuple[str, int], int] = {}
    for _round in range(ROUNDS):
        for size, database in databases.items():
            with working_on(database):
                for page, look in _looks(bench).items():
                    for _ in range(WARM_UP):
                        look()
                    queries[page, size] = queries_of(look)
                    rounds.setdefault((page, size), []).append(timed([look] * RUNS))
    return [
        _together(page, size, timings, queries[page, size])
        for (page, size), timings in sorted(rounds.items())
    ]


def _together(page: str, size: int, timings: Sequence[Timing], queries: int) -> Looked:
    return Looked(
        page,
        size,
        best_ms=min(timing.median_ms for timing in timings),
        median_ms=round(median(timing.median_ms for timing in timings), 2),
        p95_ms=round(median(timing.p95_ms for timing in timings), 2),
        cpu_ms=min(timing.cpu_ms for timing in timings),
        queries=queries,
    )


def _looks(bench: Bench) -> dict[str, Look]:
    largest = bench.province.largest[0].agency
    codes = cycle(_codes(largest))
    named = bench.province.largest[0].served.name
    looking_up, search = reverse("portal:look_up"), reverse("desk:search")
    visitor, desk = Browser(), Browser(_person(Role.OFFICIAL, largest, bench))
    watching = Browser(_person(Role.PROVINCIAL_OFFICER, agency_coded(WATCHING), bench))
    busiest = bench.browser
    return {
        "worklist": partial(busiest.get, reverse("desk:home")),
        "province": partial(watching.get, reverse("overview:province")),
        "list": partial(desk.get, reverse("dossiers:list")),
        "dossier": lambda: desk.get(reverse("dossiers:dossier", args=[next(codes)])),
        "look-up": lambda: visitor.get(f"{looking_up}?{urlencode({'ma': next(codes)})}"),
        "search": partial(desk.get, f"{search}?{urlencode({'q': named})}"),
    }


def _codes(agency: Agency) -> list[str]:
    newest = dossiers_received_by(agency).order_by("-received_at")
    return list(newest.values_list("code", flat=True)[:CODES])


def _person(role: Role, agency: Agency, bench: Bench) -> User:
    return staff_holding(role, agency, at=bench.now)[0].person
