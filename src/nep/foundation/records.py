"""A value that points at any row of the house, and a registry that says how to show it.

The journal, files and (later) nonconformities must name rows of modules above them. They
keep a kind and a key; each module registers for its kinds how a row is titled and where
it is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class RecordRef:
    """The kind of a row (`documents.revision`) and its primary key as text."""

    kind: str
    key: str

    @classmethod
    def to(cls, row: Model) -> Self:
        """Point at a stored row."""
        return cls(row._meta.label_lower, str(row.pk))


@dataclass(frozen=True, slots=True)
class Shown:
    """How a record is shown: its title in words, and its address or none."""

    title: str
    address: str = ""


_shown: dict[str, Callable[[str], Shown]] = {}


def register(kind: str, show: Callable[[str], Shown]) -> None:
    """Say how records of a kind are shown; each kind once."""
    if kind in _shown:
        message = f"records of kind {kind} are already registered"
        raise ValueError(message)
    _shown[kind] = show


def shown(ref: RecordRef) -> Shown:
    """Return title and address of a record.

    :raises KeyError: when no module registered the kind.
    """
    return _shown[ref.kind](ref.key)


def registered_kinds() -> frozenset[str]:
    """Return every kind that can be shown."""
    return frozenset(_shown)
