"""The straight way through a procedure, as the engine leads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.engine import OpenStep, position_after
from nep.operation.procedures.models import ProcedureRevision, Step
from nep.operation.procedures.queries import process_of, steps_that_run
from nep.operation.procedures.rules.steps import ON, Choice


@dataclass(frozen=True, slots=True)
class Move:
    """One step completed, and the steps that this opens."""

    step: str
    occurrence: int
    opened: tuple[OpenStep, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How dossiers of one procedure go when nobody returns them."""

    agency: Agency
    served: AdministrativeProcedure
    procedure: ProcedureRevision
    steps: Mapping[str, Step]
    opening: tuple[OpenStep, ...]
    moves: tuple[Move, ...]

    def moves_until(self, actor: Actor) -> int | None:
        """Count the moves after which the course waits for the actor; None when it never does."""
        for done, move in enumerate(self.moves):
            step = self.steps[move.step]
            own = step.agency_id in (None, actor.agency_id)
            if own and step.role in actor.roles and step.unit_id in (None, actor.unit_id):
                return done
        return None


def course_of(procedure: ProcedureRevision) -> Course:
    """Let the engine lead one dossier straight to its end."""
    process = process_of(procedure.pk)
    choices: tuple[Choice, ...] = ()
    opening = position_after(process, choices).open
    waiting, moves = opening, []
    while waiting:
        first = waiting[0]
        choices += (Choice(first.step, first.occurrence, ON),)
        after = position_after(process, choices).open
        opened = tuple(step for step in after if step not in waiting)
        moves.append(Move(first.step, first.occurrence, opened))
        waiting = after
    return Course(
        agency=procedure.revision.document.agency,
        served=procedure.serves.all()[0],
        procedure=procedure,
        steps=steps_that_run(procedure.pk),
        opening=opening,
        moves=tuple(moves),
    )
