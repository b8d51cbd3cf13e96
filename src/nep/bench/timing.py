"""Measuring: how long an act takes, how much of the processor, how many queries."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from django.db import connection

WARM_UP = 10
RUNS = 60


@dataclass(frozen=True, slots=True)
class Timing:
    """What an act cost, in milliseconds: by the clock, and of this process alone (mean)."""

    median_ms: float
    p95_ms: float
    cpu_ms: float


def timed(acts: Iterable[Callable[[], object]]) -> Timing:
    """Do the acts one after the other and say what one of them costs."""
    taken, cpu = [], time.process_time()
    for act in acts:
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / len(taken)
    return Timing(round(median(taken), 2), round(quantiles(taken, n=20)[-1], 2), round(cpu, 2))


def repeated(act: Callable[[], object]) -> Timing:
    """Say what an act costs that can be done again and again, once everything is warm."""
    for _ in range(WARM_UP):
        act()
    return timed([act] * RUNS)


def queries_of(act: Callable[[], object]) -> int:
    """Count the queries of one act."""
    asked = 0

    def counting(execute: Callable[..., Any], *query: Any) -> Any:  # noqa: ANN401 - as Django has it
        nonlocal asked
        asked += 1
        return execute(*query)

    with connection.execute_wrapper(counting):
        act()
    return asked
