"""Every address of the house, the table of what it answers whom, and a visit to it."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.urls import reverse

from nep.config.reference.addresses import TABLE, Address, every_address
from tests.architecture.scene import VISITORS, Scene

GET, POST, ACT = "GET", "POST", "act"
SIGN_IN = "sign-in"
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|COPY)\b", re.IGNORECASE)
# What any visit may write: the last use of a session, and the counts of tries and requests.
_OF_NO_RECORD = re.compile(r'"(django_session|nep_cache)"|INTO rates_spent ')


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


@cache
def addresses() -> dict[str, Address]:
    """Return every address of config.urls by name; one without a name by its pattern."""
    return {address.name: address for address in every_address()}


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
    data = scene.sent_by_the_page(row.address, row.record, visitor) if row.sent == ACT else {}
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
