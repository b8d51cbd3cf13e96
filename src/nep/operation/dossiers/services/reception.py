"""Receiving a dossier at the counter (NĐ 61/2018 Điều 17; TT 01/2018 Điều 9, 19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded, local_day
from nep.agencies.rules import Role
from nep.foundation.verdicts import Refused, Unfit
from nep.lib.worktime.explanation import Deadline
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.dossiers.models import Applicant, Dossier
from nep.operation.dossiers.permissions import may_receive
from nep.operation.dossiers.rules.folding import Folded
from nep.operation.dossiers.rules.states import Channel, Kind, State
from nep.operation.dossiers.services.codes import next_code
from nep.operation.dossiers.services.opening import first_steps, promise_of
from nep.operation.dossiers.services.recording import Turn, write
from nep.operation.procedures.models import Component, ProcedureRevision
from nep.operation.procedures.queries import components_of, procedure_serving, steps_that_run


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever files the dossier, and how they can be reached."""

    full_name: str
    identity_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One component as it was handed in; `sha256` names its scan when there is one."""

    component_id: int
    originals: int = 0
    copies: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything that the counter takes down; `request_key` makes a repeated form harmless."""

    procedure: AdministrativeProcedure
    person: Person
    given: Sequence[Given]
    request_key: UUID
    channel: Channel = Channel.COUNTER


@transaction.atomic
def receive_dossier(filing: Filing, *, actor: Actor, at: datetime) -> Dossier:
    """Receive a dossier at the actor's counter: code, promise and first step at once.

    The revision in force at the moment of filing is pinned for good (R46). A form that was
    sent twice yields the dossier it yielded the first time.

    :raises Refused: when the actor does not receive dossiers, the agency runs no procedure
        for this TTHC, or a required component is missing.
    """
    may_receive(actor).enforce()
    agency = agency_coded(actor.agency_code)
    if known := _known(filing.request_key, agency):
        return known
    revision = _revision_for(filing.procedure, agency, at=at)
    _check_person(filing.person)
    components = list(components_of(revision.pk))
    _check_components(components, filing.given)

    promise = promise_of(revision, agency, at=at)
    dossier = _new_dossier(filing, revision, agency, _due_of(promise), at=at)
    Applicant.objects.create(dossier=dossier, **_columns(filing.person))

    turn = Turn(dossier, Folded(), steps_that_run(revision.pk))
    data = _received(filing, promise, turn, components)
    data["opened"] = first_steps(turn, holder_id=actor.staff_id, at=at)
    write(turn, Kind.RECEIVED, data, actor=actor, at=at, role=Role.ONE_STOP_OFFICER)
    return dossier


def _known(request_key: UUID, agency: Agency) -> Dossier | None:
    """Return what this form already made, waiting for a twin that is just being taken down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [request_key.int >> 65])
    return Dossier.objects.filter(request_key=request_key, agency=agency).first()


def _revision_for(
    procedure: AdministrativeProcedure, agency: Agency, *, at: datetime
) -> ProcedureRevision:
    try:
        return procedure_serving(procedure, agency, at=at)
    except ProcedureRevision.DoesNotExist as absence:
        raise Refused(
            _("%(agency)s has no procedure in force for “%(procedure)s”.")
            % {"agency": agency.name, "procedure": procedure.name}
        ) from absence


def _due_of(promise: Deadline) -> datetime:
    if promise.due is None:
        message = "a promise that nothing has paused yet is due some day"
        raise LookupError(message)
    return promise.due


def _check_person(person: Person) -> None:
    if not person.full_name.strip():
        raise Unfit(_("Write the applicant's full name."))


def _check_components(components: Sequence[Component], given: Sequence[Given]) -> None:
    handed_in = {item.component_id for item in given if item.originals or item.copies}
    missing = [
        component.name
        for component in components
        if component.required and component.pk not in handed_in
    ]
    if missing:
        raise Unfit(
            _("The dossier lacks: %(components)s. Tick what was handed in, or ask for it.")
            % {"components": "; ".join(missing)}
        )


def _new_dossier(
    filing: Filing,
    revision: ProcedureRevision,
    agency: Agency,
    promised_at: datetime,
    *,
    at: datetime,
) -> Dossier:
    return Dossier.objects.create(
        code=next_code(agency, local_day(at)),
        request_key=filing.request_key,
        agency=agency,
        procedure=filing.procedure,
        revision=revision,
        channel=filing.channel,
        received_at=at,
        promised_at=promised_at,
        state=State.RECEIVED,
        turn=0,
        due_at=promised_at,
    )


def _columns(person: Person) -> dict[str, str]:
    return {name: getattr(person, name).strip() for name in person.__dataclass_fields__}


def _received(
    filing: Filing, promise: Deadline, turn: Turn, components: Sequence[Component]
) -> dict[str, Any]:
    known = {component.pk for component in components}
    return {
        "code": turn.dossier.code,
        "procedure": filing.procedure.key,
        "revision": turn.dossier.revision_id,
        "channel": int(filing.channel),
        "due_at": turn.dossier.promised_at.isoformat(),
        "promise": promise.condensed().to_json(),
        "components": [
            {
                "component": item.component_id,
                "originals": item.originals,
                "copies": item.copies,
                "sha256": item.sha256,
            }
            for item in filing.given
            if item.component_id in known
        ],
    }
