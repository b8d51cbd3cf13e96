"""Every address, what it is for, and who may open it: from the table that is tried out by tests."""

import csv
import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from nep.agencies.models import ROLE_NAMES
from nep.agencies.rules import Role
from nep.config.reference.markdown import code, page, table
from nep.config.reference.words import english, sentence_of

TABLE = settings.ROOT / "tests" / "architecture" / "addresses.csv"
_CONVERTER = re.compile(r"<\w+:")
_OPEN = frozenset({"200", "302", "503"})
_TAKEN = frozenset({"200", "302"})
_READ = _TAKEN | {"422"}  # an empty form is read, and found wanting
_Answers = Mapping[str, Mapping[str, str]]


class Address(NamedTuple):
    """One address: its name, its path, the parts that vary, and the view behind it."""

    name: str
    path: str
    parts: tuple[str, ...]
    view: Callable[..., Any]


def every_address() -> list[Address]:
    """Return the addresses in the order in which they are tried."""
    return list(_within(get_resolver(), Address("", "/", (), addresses_page)))


def _within(resolver: URLResolver, above: Address) -> Iterator[Address]:
    space = f"{above.name}{resolver.namespace}:" if resolver.namespace else above.name
    for entry in resolver.url_patterns:
        here = f"{above.path}{entry.pattern}".replace("//", "/").replace("^", "")
        parts = (*above.parts, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name or entry.pattern}", here, parts, entry.callback)
        else:
            yield from _within(entry, Address(space, here, parts, above.view))


def addresses_page() -> str:
    """Return the page of addresses."""
    rows = _rows()
    lines = [
        [
            code(_CONVERTER.sub("<", address.path)),
            code(address.name),
            _purpose(address),
            record,
            _who(answers.get("GET", {}), _OPEN),
            _who_sends(answers, rows[address.name]),
        ]
        for address in every_address()
        for record, answers in rows[address.name].items()
    ]
    about = (
        "Who may open and who may send, from `tests/architecture/addresses.csv`, which a test tries"
        " out with an anonymous visitor, a stranger and one member of each role. *Stands for*"
        " names the record in the try: what may be done with a draft may not be done with the text"
        " in force."
    )
    heads = ["Address", "Name", "What it does", "Stands for", "Opened by", "Sent to by"]
    return page("Addresses", about, table(heads, lines))


def _rows() -> Mapping[str, Mapping[str, _Answers]]:
    """Return the answers: address → record → what was sent → visitor → answer."""
    rows: dict[str, dict[str, dict[str, dict[str, str]]]] = defaultdict(lambda: defaultdict(dict))
    with TABLE.open(encoding="utf-8", newline="") as opened:
        for line in csv.DictReader(opened):
            address, record, sent = (line.pop(key) for key in ("address", "record", "sent"))
            rows[address][record][sent] = line
    return rows


def _purpose(address: Address) -> str:
    view = inspect.unwrap(address.view)
    if view.__module__.startswith("nep."):
        return sentence_of(view)
    return f"{code(getattr(address.view, 'view_class', view).__name__)} of django-allauth."


def _who_sends(answers: _Answers, records: Mapping[str, _Answers]) -> str:
    """Say who may act; an empty form tells it only where no act is tried out."""
    if any("act" in tried for tried in records.values()):
        return _who(answers.get("act", {}), _TAKEN)
    return _who(answers.get("POST", {}), _READ)


def _who(answers: Mapping[str, str], wanted: Set[str]) -> str:
    """Say in words to whom a door is open; nothing where there is no door."""
    served = {visitor for visitor, answer in answers.items() if answer in wanted}
    roles = [role for role in Role if role.value in served]
    if set(answers.values()) <= {"405", "sign-in"}:
        return ""
    if "anonymous" in served:
        return "anyone"
    if "postless" in served:
        return "whoever is signed in"
    if {"stranger", "watcher"} <= served and len(roles) == len(Role):
        return "all staff"
    return _listed(roles, watched="watcher" in served)


def _listed(roles: list[Role], *, watched: bool) -> str:
    if not roles:
        return "nobody"
    names = [english(ROLE_NAMES[role]) for role in roles]
    named = "all of the agency" if len(roles) == len(Role) else ", ".join(names)
    return f"{named}; those who watch over the province" if watched else named
