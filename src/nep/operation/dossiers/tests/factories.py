"""Dossiers for tests, received and worked on through the services."""

from datetime import datetime
from uuid import uuid4

from nep.agencies.actors import Actor
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.queries import open_tasks_of
from nep.operation.dossiers.services.reception import Filing, Given, Person, receive_dossier
from nep.operation.dossiers.services.steps import Place, complete_step
from nep.operation.procedures.models import ProcedureRevision

AN = Person(
    full_name="Nguyễn Thị Ân",
    identity_number="058199000123",
    phone="0912345678",
    email="an@example.vn",
    address="Thôn Khánh Tường, xã Tri Hải",
)


def everything(revision: ProcedureRevision) -> tuple[Given, ...]:
    """Return every required component of a procedure, handed in once."""
    required = revision.components.filter(required=True)
    return tuple(Given(component.pk, originals=1) for component in required)


def a_filing(served: AdministrativeProcedure, revision: ProcedureRevision) -> Filing:
    """Return what Ms Ân files: complete, at the counter."""
    return Filing(served, AN, everything(revision), request_key=uuid4())


def a_dossier(
    served: AdministrativeProcedure, revision: ProcedureRevision, *, actor: Actor, at: datetime
) -> Dossier:
    """Receive a complete dossier."""
    return receive_dossier(a_filing(served, revision), actor=actor, at=at)


def place_of(dossier: Dossier, step: str) -> Place:
    """Return an open step as a page shows it now."""
    dossier.refresh_from_db()
    task = next(task for task in open_tasks_of(dossier) if task.step.key == step)
    return Place(step, task.occurrence, dossier.turn)


def completed(dossier: Dossier, step: str, *, actor: Actor, at: datetime) -> Dossier:
    """Complete an open step, going on."""
    complete_step(dossier, place_of(dossier, step), actor=actor, at=at)
    dossier.refresh_from_db()
    return dossier
