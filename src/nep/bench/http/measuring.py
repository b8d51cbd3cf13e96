"""The benchmarks over HTTP: steps a second, and an office at work."""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from django.conf import settings
from django.db import connection

from nep.agencies.models import Agency
from nep.agencies.queries import staff_holding
from nep.agencies.rules import Role
from nep.bench.filling import tidy
from nep.bench.http.client import Client
from nep.bench.http.office import RECEPTION, SHARES, Desk, Kept, keep_office
from nep.bench.http.serving import served
from nep.bench.http.steps import Duty, complete, duties, shared_out
from nep.bench.measuring import Bench, Result
from nep.bench.processes import cpu_seconds, family_of, parent_of, pss_mib
from nep.bench.scratch import hasty
from nep.bench.sessions import session_of
from nep.operation.dossiers.verification import differences
from nep.platform.accounts.models import User

STEPS_A_SECOND = 400  # more than anybody will do: so many are made ready
ONE_IN_FIVE = 5  # of those at the desks receives dossiers
WORKERS = (Role.OFFICIAL, Role.HEAD, Role.CLERK, Role.LEADER)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs while it is measured: web, worker and database."""

    port: int
    web: int
    worker: int

    def processes(self) -> dict[str, set[int]]:
        """Return every process of the house by its part; those of the database come and go."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            postmaster = parent_of(cursor.fetchone()[0])
        roots = {"web": self.web, "worker": self.worker, "database": postmaster}
        return {part: family_of(root) for part, root in roots.items()}

    def cpu_seconds(self) -> dict[str, float]:
        """Return the processor's time that each part has taken, and the driver's."""
        parts = {part: cpu_seconds(pids) for part, pids in self.processes().items()}
        return {**parts, "driver": time.process_time()}

    def pss_mib(self) -> dict[str, int]:
        """Return the memory of each part, and of all."""
        parts = {part: round(pss_mib(pids)) for part, pids in self.processes().items()}
        return {**parts, "all": sum(parts.values())}


@contextmanager
def house() -> Iterator[House]:
    """Open the house on the benchmark's database."""
    logs = Path(settings.HOME) / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with served(logs) as (port, web, worker):
        yield House(port, web, worker)


def steps_over_http(bench: Bench, *, seconds: float = 15.0) -> Result:
    """Measure steps that people complete through the web server, with the form alone and all."""
    with hasty():
        bench.filling.write_open(int(seconds * STEPS_A_SECOND))
    tidy()
    ready = duties(int(seconds * STEPS_A_SECOND), bench.province.seats)
    with house() as open_house:
        warm, alone, shown = shared_out(ready)
        # Every process reads each procedure once in its life.
        complete(warm, open_house.port, seconds=seconds, page_first=False)
        return {
            "bench": "steps_over_http",
            **bench.size(),
            **_steps(open_house, alone, seconds, page_first=False),
            "with_page": _steps(open_house, shown, seconds, page_first=True),
            "pss_mib": open_house.pss_mib(),
        }


def _steps(open_house: House, ready: Sequence[Duty], seconds: float, *, page_first: bool) -> Result:
    begun, before = time.perf_counter(), open_house.cpu_seconds()
    taken = complete(ready, open_house.port, seconds=seconds, page_first=page_first)
    spent = _since(before, open_house.cpu_seconds())
    return {
        "steps": len(taken),
        "steps_a_second": round(len(taken) / (time.perf_counter() - begun), 1),
        "median_ms": round(median(taken), 1),
        "p95_ms": round(quantiles(taken, n=20)[-1], 1),
        "cpu_ms": {part: round(cpu * 1000 / len(taken), 2) for part, cpu in spent.items()},
    }


def _since(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    return {part: after[part] - before[part] for part in before}


def office(bench: Bench, *, sessions: int = 200, think_s: float = 5.0, seconds: float) -> Result:
    """Let people work at their desks, then refold every dossier."""
    people = list(_people(bench, sessions))
    kept = Kept()
    with house() as open_house:
        desks = [
            _desk(open_house.port, person, receives=receives, think_s=think_s, kept=kept)
            for person, receives in people
        ]
        begun, before = time.perf_counter(), open_house.cpu_seconds()
        keep_office(desks, seconds=seconds)
        elapsed = time.perf_counter() - begun
        spent = _since(before, open_house.cpu_seconds())
        result = {
            "bench": "office",
            **bench.size(),
            "sessions": sessions,
            "seconds": round(elapsed),
            **kept.told(),
            "requests_a_second": round(sum(map(len, kept.taken.values())) / elapsed, 1),
            "processors": {part: round(cpu / elapsed, 2) for part, cpu in spent.items()},
            "pss_mib": open_house.pss_mib(),
        }
    return {**result, "differences": sum(1 for _ in differences())}


def _people(bench: Bench, sessions: int) -> Iterator[tuple[User, float]]:
    """Yield who sits at the desks, and how often each receives a dossier."""
    agencies = [bench.province.largest[0].agency]
    agencies += [courses[0].agency for courses in bench.province.others]
    officers = [
        person for one in agencies for person in _holding(bench, one, [Role.ONE_STOP_OFFICER])
    ]
    workers = [person for one in agencies for person in _holding(bench, one, WORKERS)]
    for number in range(sessions):
        if number % ONE_IN_FIVE == 0:
            yield officers[number // ONE_IN_FIVE % len(officers)], SHARES[RECEPTION] * ONE_IN_FIVE
        else:
            yield workers[number % len(workers)], 0.0


def _holding(bench: Bench, agency: Agency, roles: Sequence[Role]) -> list[User]:
    held = [staff_holding(role, agency, at=bench.now) for role in roles]
    return [member.person for staff in held for member in staff]


def _desk(port: int, person: User, *, receives: float, think_s: float, kept: Kept) -> Desk:
    session = session_of(person)
    chance = random.Random(session)  # noqa: S311 - who does what and when
    return Desk(Client(port, session), receives, think_s, chance, kept)
