"""Every address of the house, the table of what it answers whom, and a visit to it."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.scene import VISITORS, Scene

TABLE = Path(__file__).with_name("addresses.csv")
GET, POST, ACT = "GET", "POST", "act"
SIGN_IN = "sign-in"
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|COPY)\b", re.IGNORECASE)
# What any visit may write: the last use of a session, and the count of tries.
_OF_NO_RECORD = re.compile(r'"(django_session|nep_cache)"')


@dataclass(frozen=True, slots=True)
class Row:
    """What an address answers each visitor who reads, sends an empty form, or acts."""

    address: str
    record: str
    sent: str
    answers: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.sent} {self.address} {self.record}".strip()

    @property
    def room(self) -> str:
        """The application whose address it is."""
        return re.split("[:_]", self.address)[0]

    def with_answers(self, answers: Mapping[str, str]) -> str:
        """Return the line of the table that these answers would make."""
        return ",".join([self.address, self.record, self.sent, *(answers[who] for who in VISITORS)])


class Address(NamedTuple):
    """One address: its name, the parts that vary, and the view behind it."""

    name: str
    parts: tuple[str, ...]
    view: Callable[..., Any]


class Visit(NamedTuple):
    """What came of knocking: the answer, as the table writes it, and what was written."""

    answer: HttpResponseBase
    shown: str
    written: list[str]


def table() -> list[Row]:
    """Return the committed table."""
    with TABLE.open(encoding="utf-8", newline="") as opened:
        return [
            Row(line.pop("address"), line.pop("record"), line.pop("sent"), line)
            for line in csv.DictReader(opened)
        ]


def addresses() -> dict[str, Address]:
    """Return every address of config.urls by name; one without a name by its pattern."""
    return {address.name: address for address in _within(get_resolver(), "", ())}


def _within(resolver: URLResolver, space: str, parts: tuple[str, ...]) -> Iterator[Address]:
    inner = f"{space}{resolver.namespace}:" if resolver.namespace else space
    for entry in resolver.url_patterns:
        varying = (*parts, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield Address(f"{inner}{entry.name or entry.pattern}", varying, entry.callback)
        else:
            yield from _within(entry, inner, varying)


def absent(record: Mapping[str, object]) -> dict[str, object]:
    """Return the name of a record that does not exist, in the same form."""
    return {part: 99 if isinstance(named, int) else "khong-co" for part, named in record.items()}


def visit(
    row: Row, visitor: str, scene: Scene, record: Mapping[str, object] | None = None
) -> Visit:
    """Knock at an address, about the row's record or another, and leave everything as it was."""
    named = scene.records.get(row.record, {}) if record is None else record
    parts = addresses()[row.address].parts
    path = reverse(row.address, kwargs={part: named[part] for part in parts})
    data = scene.sent_by_the_page(row.address, row.record) if row.sent == ACT else {}
    client = scene.client(visitor)
    written: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, *others: object) -> object:
        if _WRITES.match(sql) and not _OF_NO_RECORD.search(sql):
            written.append(sql)
        return execute(sql, *others)

    with transaction.atomic(), connection.execute_wrapper(watch):
        answer = client.get(path) if row.sent == GET else client.post(path, data)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    return Visit(answer, _shown(answer), written)


def _shown(answer: HttpResponseBase) -> str:
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return SIGN_IN
    return str(answer.status_code)
