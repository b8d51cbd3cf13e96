"""The benchmarks themselves: the worklist, the receipt, and steps completed."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self

from django.urls import reverse

from nep.agencies.actors import Actor
from nep.agencies.queries import staff_named
from nep.bench.browser import Browser
from nep.bench.filling import TABLES, Filling, tidy
from nep.bench.province import Province, build_province
from nep.bench.scratch import hasty, loose, scratch_database
from nep.bench.timing import RUNS, WARM_UP, queries_of, repeated, timed
from nep.demo.loading import THE_DAY, travel_to
from nep.foundation import clock
from nep.operation.dossiers.models import Dossier, OpenTask
from nep.operation.dossiers.queries import (
    dossiers_visible_to,
    every_dossier,
    every_open_task,
    worklist_of,
)
from nep.operation.dossiers.services.steps import Place, complete_step

ROW = b"<tr data-row>"
Result = dict[str, Any]


@dataclass
class Bench:
    """A province at work, and its busiest officer at the desk."""

    province: Province
    filling: Filling
    browser: Browser
    now: datetime
    dossiers: int = 0
    load_s: float = 0.0

    @classmethod
    @contextmanager
    def ready(cls) -> Iterator[Self]:
        """Set everything up in a scratch database, and drop it afterwards."""
        with scratch_database():
            begun = time.perf_counter()
            # The clock of the database is shifted, so that a web server agrees with this process.
            travel_to(THE_DAY, real_now=datetime.now(UTC))
            now = clock.now()
            with clock.fixed(now):
                with hasty():
                    province = build_province(now)
                busiest = province.busiest
                browser = Browser(staff_named([busiest.staff_id])[busiest.staff_id].person)
                filling = Filling.of(province, now=now)
                load_s = time.perf_counter() - begun
                yield cls(province, filling, browser, now, load_s=load_s)

    @property
    def busiest(self) -> Actor:
        """Return the officer with most to do."""
        return self.province.busiest

    def fill_up(self, dossiers: int) -> None:
        """Write dossiers until there are so many."""
        begun = time.perf_counter()
        with hasty(), loose(TABLES):
            self.filling.write(dossiers - self.dossiers)
        tidy()
        gc.freeze()  # as the web server does once it has loaded everything
        self.dossiers = max(dossiers, self.dossiers)
        self.load_s += time.perf_counter() - begun

    def worklist(self) -> Result:
        """Measure the home page of the busiest officer."""
        page = partial(self.browser.get, reverse("desk:home"))
        timing = repeated(page)
        return {
            "bench": "worklist",
            **self.size(),
            "rows": page().count(ROW),
            **asdict(timing),
            "queries": queries_of(page),
            "load_s": round(self.load_s, 1),
        }

    def receipt(self) -> Result:
        """Measure receipts, each printed once: what they say, the journal, and the typesetting."""
        dossiers = dossiers_visible_to(self.busiest).order_by("id")[: WARM_UP + RUNS]
        first, *pages = [
            partial(self.browser.get, reverse("dossiers:receipt", args=[dossier.code]))
            for dossier in dossiers
        ]
        queries = queries_of(first)
        for page in pages[: WARM_UP - 1]:
            page()
        timing = timed(pages[WARM_UP - 1 :])
        return {"bench": "receipt", **self.size(), **asdict(timing), "queries": queries}

    def steps(self) -> Result:
        """Measure steps completed by the busiest officer, each of another dossier."""
        tasks = worklist_of(self.busiest, at=self.now)
        dossiers = every_dossier().in_bulk([task.dossier_id for task in tasks])
        first, *acts = [self._step(dossiers[task.dossier_id], task) for task in tasks]
        queries = queries_of(first)
        begun = time.perf_counter()
        timing = timed(acts)
        a_second = len(acts) / (time.perf_counter() - begun)
        return {
            "bench": "steps",
            **self.size(),
            "steps": len(acts),
            "steps_a_second": round(a_second, 1),
            **asdict(timing),
            "queries": queries,
        }

    def size(self) -> Result:
        """Say how much there is."""
        return {"dossiers": self.dossiers, "open": every_open_task().count()}

    def _step(self, dossier: Dossier, task: OpenTask) -> Callable[[], object]:
        place = Place(task.step.key, task.occurrence, dossier.turn)
        return partial(complete_step, dossier, place, actor=self.busiest, at=self.now)


BENCHES: dict[str, Callable[[Bench], Result]] = {
    "worklist": Bench.worklist,
    "receipt": Bench.receipt,
    "steps": Bench.steps,
}
