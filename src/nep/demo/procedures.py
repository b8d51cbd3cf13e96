"""The procedures of the demo: drafted from the catalogue, reviewed, approved, in force."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import local_day
from nep.agencies.rules import Role
from nep.demo.seats import Seats
from nep.foundation.clock import VIETNAM
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import procedures_competent
from nep.operation.procedures.queries import procedures_run_by
from nep.operation.procedures.services.adopting import adopt_procedure
from nep.support.clauses.queries import clauses_suggested
from nep.support.clauses.services import choose_clauses
from nep.support.documents.rules.approval import Approval, Decision
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.drafting import submit_for_review
from nep.support.documents.services.review import confirm_review

DECISION = Decision(
    number="1187/QĐ-UBND",
    on=date(2023, 7, 7),
    signer="Nguyễn Văn Mẫu",
    issuer="Chủ tịch UBND tỉnh Ninh Thuận",
)
"""Invented, as all of the demo's papers are."""

MONTHS_BEFORE = timedelta(weeks=20)
WEEKS_UNTIL_IN_FORCE = timedelta(weeks=4)


def runnable_at(agency: Agency, on: date) -> list[AdministrativeProcedure]:
    """Return what an agency can run on a day: competent, and with a step table."""
    return list(procedures_competent(agency, on=on).filter(runnable=True).order_by("key"))


def build_procedures(agency: Agency, seats: Seats, *, now: datetime) -> Iterator[str]:
    """Put every procedure that an agency can run in force; yield each name."""
    drafted_at = _morning(now - MONTHS_BEFORE)
    since = _midnight(drafted_at + WEEKS_UNTIL_IN_FORCE)
    served = {
        procedure.key
        for running in procedures_run_by(agency, at=since)
        for procedure in running.serves.all()
    }
    for number, procedure in enumerate(runnable_at(agency, local_day(now)), start=1):
        if procedure.key not in served:
            with transaction.atomic():
                _put_in_force(procedure, f"QT-{number:02}", agency, seats, (drafted_at, since))
        yield procedure.name


def _put_in_force(
    procedure: AdministrativeProcedure,
    code: str,
    agency: Agency,
    seats: Seats,
    moments: tuple[datetime, datetime],
) -> None:
    at, since = moments
    secretary = seats.actor(Role.ISO_SECRETARY, agency)
    draft = adopt_procedure(procedure, code=code, actor=secretary, at=at)
    cited = clauses_suggested(draft.document)
    draft = choose_clauses(draft, cited, edition=draft.edition, actor=secretary, at=at)
    draft = submit_for_review(draft, actor=secretary, at=at + timedelta(days=1))
    draft = confirm_review(draft, actor=_reviewer(agency, seats), at=at + timedelta(days=2))
    approval = Approval(effective_from=since, decision=DECISION)
    leader = seats.actor(Role.LEADER, agency)
    approve_revision(draft, approval, actor=leader, at=at + timedelta(days=3))


def _reviewer(agency: Agency, seats: Seats) -> Actor:
    heads = seats.actors(Role.HEAD, agency)
    return (heads or seats.actors(Role.OFFICIAL, agency))[0]


def _morning(at: datetime) -> datetime:
    return datetime.combine(local_day(at), time(9), VIETNAM)


def _midnight(at: datetime) -> datetime:
    return datetime.combine(local_day(at), time(), VIETNAM)
