"""`nep norms load`: bring the committed numbers, clauses and procedures into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nep.foundation import clock
from nep.foundation.actors import SYSTEM, ActorRef
from nep.norms.catalogue.services import Imported, load_catalogue, load_competence
from nep.norms.parameters.reference import Loaded
from nep.norms.parameters.services.loading import load_reference
from nep.norms.standard.services import load_clauses


class _House:
    """The house itself, which loads what was committed with it."""

    ref: ActorRef = SYSTEM


class Command(BaseCommand):
    """Loads what differs and says what it did; a second run changes nothing."""

    help = "Load reference numbers, clauses of the standard and the catalogue of procedures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["load"])

    def handle(self, *, verbosity: int, **options: Any) -> None:  # noqa: ANN401
        house, at = _House(), clock.now()
        told: dict[str, Loaded | Imported] = {
            "parameters": load_reference(actor=house, at=at),
            "standard": load_clauses(actor=house, at=at),
            **load_catalogue(actor=house, at=at),
            "competence": load_competence(actor=house, at=at),
        }
        if verbosity:
            for name, counted in told.items():
                self.stdout.write(f"{name}: {_told(counted)}")


def _told(counted: Loaded | Imported) -> str:
    said = f"+{counted.added} ~{counted.changed} ={counted.unchanged}"
    if isinstance(counted, Imported) and counted.refused:
        said += f" !{len(counted.refused)}"
    return said
