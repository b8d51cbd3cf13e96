"""Filling a province with dossiers by COPY: a tenth at the largest agency, one in twenty open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, cycle, islice
from random import Random
from typing import Self
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg.sql import SQL, Identifier

from nep.bench.courses import Course
from nep.bench.histories import DOSSIER, EVENT, TASK, Fate, History, Row, history_of
from nep.bench.province import WEEKS_OF_WORK, Province, reached_by
from nep.demo.people import a_name, a_phone, an_identity_number
from nep.operation.dossiers.models import Applicant, Dossier, Event, OpenTask
from nep.operation.dossiers.services.refolding import refold_lists_and_figures

ONE_IN_TEN = 10
ONE_IN_TWENTY = 20
DIFFERENT = 24  # histories of each course: finished ones, and open ones
RECENT = timedelta(days=24)
AT_ONCE = 1000  # dossiers in one COPY: sealing an event holds a lock until the end
TABLES = tuple(model._meta.db_table for model in (Dossier, Applicant, Event, OpenTask))
APPLICANT = ("full_name", "identity_number", "phone", "email", "address", "collected_by")
_CHANCE = Random("dossiers of the benchmark")  # noqa: S311 - the same at every run


@dataclass
class Filling:
    """Writes dossiers in the same proportions, however many it has written."""

    largest: "Supply"
    others: Sequence["Supply"]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @classmethod
    def of(cls, province: Province, *, now: datetime) -> Self:
        """Tell the histories that the province's dossiers will have."""
        stories = _Stories(province, now)
        return cls(
            Supply(stories.finished(province.largest), stories.awaiting_the_busiest()),
            [Supply(stories.finished(own), stories.anywhere(own)) for own in province.others],
        )

    def write(self, wanted: int) -> None:
        """Write a number of dossiers with their applicants, events and open steps."""
        numbers = islice(self._numbers, wanted)
        while batch := [(number, self._next(number)) for number in islice(numbers, AT_ONCE)]:
            _write(batch)
        refold_lists_and_figures()

    def write_open(self, wanted: int) -> None:
        """Write dossiers of which every one waits for somebody, at agencies in turn."""
        numbers = islice(self._numbers, wanted)
        while batch := [(number, self._open(number)) for number in islice(numbers, AT_ONCE)]:
            _write(batch)
        refold_lists_and_figures()

    def _open(self, number: int) -> History:
        return self.others[number % len(self.others)].next(is_open=True)

    def _next(self, number: int) -> History:
        turn, place = divmod(number, ONE_IN_TEN)
        if place == 0:
            return self.largest.next(is_open=turn % ONE_IN_TWENTY == 0)
        # Numbers without common factor, so that each agency has its share of what is open.
        count = number - turn
        return self.others[count % len(self.others)].next(is_open=count % ONE_IN_TWENTY == 0)


@dataclass
class Supply:
    """The histories of one agency's dossiers, each to be had again and again."""

    finished: Iterable[History]
    open: Iterable[History]

    def __post_init__(self) -> None:
        self._finished, self._open = cycle(self.finished), cycle(self.open)

    def next(self, *, is_open: bool) -> History:
        return next(self._open if is_open else self._finished)


@dataclass(frozen=True, slots=True)
class _Stories:
    province: Province
    now: datetime

    def finished(self, courses: Sequence[Course]) -> list[History]:
        """Tell of dossiers that were handed over in the course of the weeks."""
        told = []
        for course in courses:
            for _ in range(DIFFERENT):
                ago = RECENT + _CHANCE.random() * (WEEKS_OF_WORK - RECENT)
                told.append(self._told(course, Fate(self.now - ago, len(course.moves))))
        return _shuffled(told)

    def awaiting_the_busiest(self) -> list[History]:
        """Tell of dossiers that stand at the busiest officer's step, half of them taken up."""
        told = []
        for course, moves in reached_by(self.province.busiest, self.province.largest):
            for number in range(DIFFERENT):
                holder = self.province.busiest if number % 2 else None
                told.append(self._told(course, Fate(self._recently(), moves, holder)))
        return _shuffled(told)

    def anywhere(self, courses: Sequence[Course]) -> list[History]:
        """Tell of dossiers that stand at any step."""
        told = []
        for course in courses:
            for number in range(DIFFERENT):
                moves = number % len(course.moves)
                told.append(self._told(course, Fate(self._recently(), moves)))
        return _shuffled(told)

    def _told(self, course: Course, fate: Fate) -> History:
        return history_of(course, fate, self.province.seats, now=self.now)

    def _recently(self) -> datetime:
        return self.now - (0.02 + 0.98 * _CHANCE.random()) * RECENT


def tidy() -> None:
    """Let keys go on after those that were copied, and the planner know what there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('dossiers_dossier', 'id'), max(id))"
            " FROM dossiers_dossier"
        )
        cursor.execute("VACUUM ANALYZE")


def _shuffled(told: list[History]) -> list[History]:
    _CHANCE.shuffle(told)
    return told


def _write(batch: Sequence[tuple[int, History]]) -> None:
    coded = [(number, history.code(number), history) for number, history in batch]
    _copy(
        Dossier,
        ("id", "code", "request_key", *DOSSIER),
        ((key, code, UUID(int=key), *history.dossier) for key, code, history in coded),
    )
    _copy(Applicant, ("dossier_id", *APPLICANT), ((key, *_person()) for key, _, _ in coded))
    _copy(
        Event,
        ("dossier_id", *EVENT),
        ((key, *event) for key, code, history in coded for event in history.events_of(code)),
    )
    _copy(
        OpenTask,
        ("dossier_id", *TASK),
        ((key, *task) for key, _, history in coded for task in history.tasks),
    )


def _person() -> Row:
    name, number, phone = a_name(_CHANCE), an_identity_number(_CHANCE), a_phone(_CHANCE)
    return (name, number, phone, "", "Ninh Thuận (địa chỉ trình diễn)", "")


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    statement = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(model._meta.db_table), SQL(", ").join(map(Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
