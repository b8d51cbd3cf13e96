"""A province at its desks: many people look, act and think, for as long as is asked."""

import random
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from threading import Lock
from typing import Any

from django.urls import reverse

from nep.bench.http.client import Answer, BrokenAnswerError, Client
from nep.bench.http.forms import Form, form_for, forms_in, rows_of
from nep.demo.people import a_name, a_phone, an_identity_number

WORKLIST, DOSSIER, STEP, RECEPTION = "worklist", "dossier", "step", "reception"
SHARES = {WORKLIST: 0.60, DOSSIER: 0.25, STEP: 0.10, RECEPTION: 0.05}
WELL = frozenset({200, 302})
OVERTAKEN = 409  # a colleague was faster: the right answer, and no fault
OFFERS = re.compile(rb'data-open href="([^"]*/tiep-nhan/[^"]+)"')


@dataclass
class Kept:
    """What everyone together met with: how long each answer took, and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in SHARES})
    faults: list[str] = field(default_factory=list)
    overtaken: int = 0
    _lock: Lock = field(default_factory=Lock)

    def note(self, kind: str, begun: float, answer: Answer | None, what: str) -> None:
        """Keep one answer."""
        milliseconds = (time.perf_counter() - begun) * 1000
        with self._lock:
            self.taken[kind].append(milliseconds)
            if answer is not None and answer.status == OVERTAKEN:
                self.overtaken += 1
            elif answer is None or answer.status not in WELL:
                self.faults.append(f"{what}: {answer.status if answer else 'no answer'}")

    def told(self) -> dict[str, Any]:
        """Return the figures: all answers together, and by what was asked for."""
        everything = [one for taken in self.taken.values() for one in taken]
        return {
            "requests": len(everything),
            "errors": len(self.faults),
            "faults": self.faults[:5],
            "overtaken": self.overtaken,
            **_figures(everything),
            "by_kind": {
                kind: {"requests": len(taken), **_figures(taken)}
                for kind, taken in self.taken.items()
                if len(taken) > 1
            },
        }


@dataclass
class Desk:
    """One session: who sits there, and the form that is on the screen."""

    client: Client
    receives: float  # how often this person receives a dossier
    think_s: float
    chance: random.Random
    kept: Kept
    rows: Sequence[str] = ()
    form: Form | None = None

    def work(self, until: float) -> None:
        """Think, act, and think again."""
        with self.client:
            time.sleep(self.chance.uniform(0, self.think_s))
            while time.monotonic() < until:
                self._act()
                time.sleep(self.chance.expovariate(1 / self.think_s))

    def _act(self) -> None:
        if self.chance.random() < self.receives:
            self._receive()
            return
        others = {kind: share for kind, share in SHARES.items() if kind != RECEPTION}
        act = {WORKLIST: self._look, DOSSIER: self._open, STEP: self._step}
        act[self.chance.choices([*others], weights=[*others.values()])[0]]()

    def _look(self) -> None:
        if answer := self._get(WORKLIST, reverse("desk:home")):
            self.rows = rows_of(answer.body)

    def _open(self) -> None:
        """Open a dossier of the worklist, whose form is then on the screen."""
        if not self.rows:
            self._look()
        if self.rows and (answer := self._get(DOSSIER, self.chance.choice(self.rows))):
            self.form = form_for(answer.body, "/hoan-thanh/", "/tra-ket-qua/")

    def _step(self) -> None:
        """Send the form on the screen, and follow where it leads."""
        if self.form is None:
            self._open()
        if self.form is not None:
            form, self.form = self.form, None
            self._post(STEP, form.action, form)

    def _receive(self) -> None:
        """Receive a dossier at the counter, with everything that the check-list asks for."""
        choice = self._get(RECEPTION, reverse("dossiers:choose"))
        offers = OFFERS.findall(choice.body) if choice else []
        if not offers:
            return
        address = self.chance.choice(offers).decode()
        page = self._get(RECEPTION, address)
        forms = [form for form in forms_in(page.body) if form.action == ""] if page else []
        for form in forms:
            self._post(RECEPTION, address, self._taken_down(form))

    def _taken_down(self, form: Form) -> Form:
        typed = {
            "full_name": a_name(self.chance),
            "identity_number": an_identity_number(self.chance),
            "phone": a_phone(self.chance),
            "address": "Ninh Thuận (địa chỉ trình diễn)",
            "email": "",
            "channel": "1",
        }
        return form.with_typed(**typed, **dict.fromkeys(form.numbers, "1"))

    def _get(self, kind: str, path: str) -> Answer | None:
        begun, answer = time.perf_counter(), None
        try:
            answer = self.client.get(path)
        except (OSError, BrokenAnswerError):
            return None
        finally:
            self.kept.note(kind, begun, answer, path)
        return answer

    def _post(self, kind: str, path: str, form: Form) -> None:
        begun, answer = time.perf_counter(), None
        try:
            answer = self.client.post(path, form)
        except (OSError, BrokenAnswerError):
            return
        finally:
            self.kept.note(kind, begun, answer, path)
        if answer.location:
            self._get(DOSSIER, answer.location)


def keep_office(desks: Sequence[Desk], *, seconds: float) -> None:
    """Let everyone work for a time."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(desks)) as together:
        list(together.map(lambda desk: desk.work(until), desks))


def _figures(taken: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(taken, n=20) if len(taken) > 1 else [0.0]
    return {
        "median_ms": round(median(taken or [0.0]), 1),
        "p95_ms": round(cuts[-1], 1),
        "max_ms": round(max(taken, default=0.0), 1),
    }
