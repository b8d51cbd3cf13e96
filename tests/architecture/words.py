"""Sentences as the catalogue holds them: English in the code, Vietnamese for people."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from types import ModuleType

from django.utils.functional import Promise

import nep

_NOT_FOR_PEOPLE = ("tests", "migrations", "settings_test", "wsgi", "formats")


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every Python module of the product."""
    names = (found.name for found in pkgutil.walk_packages(nep.__path__, "nep."))
    ours = (name for name in names if not set(name.split(".")) & set(_NOT_FOR_PEOPLE))
    return tuple(importlib.import_module(name) for name in ours)


def mappings_of_words() -> Iterator[tuple[str, type[Enum], Mapping[Enum, Promise]]]:
    """Yield each mapping from members of an enum to words for people, where it is defined."""
    seen: set[int] = set()
    for module in modules():
        for name, value in vars(module).items():
            if id(value) not in seen and _is_words(value):
                seen.add(id(value))
                yield f"{module.__name__}.{name}", type(next(iter(value))), value


def _is_words(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(member, Enum) for member in value)
        and all(isinstance(words, Promise) for words in value.values())
    )


def enums() -> set[type[Enum]]:
    """Return every enum of the product."""
    return {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Enum)
        and value.__module__ == module.__name__
    }
