"""Events that modules tell each other, and acts that the journal tells people."""

import sys
from collections.abc import Iterator
from dataclasses import fields

from django.utils.module_loading import autodiscover_modules

from nep.config.reference.markdown import code, page, table
from nep.config.reference.words import english, sentence_of, vietnamese
from nep.foundation.events import Event
from nep.operation.dossiers.acts import SENTENCES
from nep.platform.journal.rules import declared_acts


def events_page() -> str:
    """Return the page of events."""
    rows = [
        [
            code(event.__name__),
            code(event.__module__),
            sentence_of(event),
            ", ".join(code(field.name) for field in fields(event)),
        ]
        for event in _events()
    ]
    return page(
        "Events",
        "What modules tell those above them, in the same transaction"
        " ([25](../adr/0025-events-in-the-transaction.md)). Only the module that defines an event"
        " publishes it.",
        table(["Event", "Defined in", "What happened", "It carries"], rows),
    )


def _events() -> list[type[Event]]:
    autodiscover_modules("events")
    return sorted(_kinds_of(Event), key=lambda event: (event.__module__, event.__name__))


def _kinds_of(event: type[Event]) -> Iterator[type[Event]]:
    for kind in event.__subclasses__():
        # A dataclass with slots is made twice; only the second stands in its module.
        if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind:
            yield kind
        yield from _kinds_of(kind)


def acts_page() -> str:
    """Return the page of acts."""
    acts = [
        [code(act.name), vietnamese(act.sentence), english(act.sentence)] for act in declared_acts()
    ]
    kinds = [[code(kind), vietnamese(said), english(said)] for kind, said in SENTENCES.items()]
    heads = ["Tiếng Việt", "English"]
    return page(
        "Acts",
        "Whatever is done is written down with its sentence: outside a dossier as an entry of the"
        " journal, on a dossier as an event. Neither can be changed"
        " ([5](../adr/0005-nothing-is-edited.md)).",
        "## In the journal",
        table(["Act", *heads], acts),
        "## On a dossier",
        table(["Event", *heads], kinds),
    )
