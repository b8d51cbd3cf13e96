"""Procedures in force for tests, made through the services like a secretary and a leader would."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from conftest import THE_MOMENT

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.rules import Role
from nep.agencies.tests.factories import actor_in
from nep.lib.worktime.limits import Limit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import procedure_of
from nep.operation.procedures.rules.steps import Alternative, StepRow
from nep.operation.procedures.services.writing import (
    ComponentRow,
    Content,
    Facts,
    write_procedure,
)
from nep.support.documents.models import Revision
from nep.support.documents.rules.approval import Approval, Decision
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.text import Text
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.drafting import (
    NewDocument,
    draft_document,
    submit_for_review,
    write_text,
)
from nep.support.documents.services.review import confirm_review

_numbers = count(1)
LONG_AGO = THE_MOMENT - timedelta(days=60)
DECISION = Decision(
    number="123/QĐ-UBND",
    on=date(2023, 9, 1),
    signer="Nguyễn Văn Mẫu",
    issuer="Chủ tịch UBND tỉnh Ninh Thuận",
)


def step(key: str, role: Role, days: str = "0.5", **more: object) -> StepRow:
    """Return a row of a step table; days are working days, `0` does not count."""
    duration = Limit.working_days(days) if days != "0" else None
    order = int(key.removeprefix("B"))
    facts = {"name": f"Bước {order}", "responsible": "Công chức", "duration": duration, **more}
    return StepRow(key=key, order=order, role=role, **facts)


FIVE_STEPS = (
    step("B1", Role.ONE_STOP_OFFICER),
    step("B2", Role.OFFICIAL, "2"),
    step("B3", Role.LEADER, "1", returns_to=("B2",)),
    step("B4", Role.CLERK),
    step("B5", Role.ONE_STOP_OFFICER),
)
FOUR_STEPS = (
    step("B1", Role.ONE_STOP_OFFICER),
    step("B2", Role.OFFICIAL, "2", choices=()),
    step("B3", Role.LEADER, "1", returns_to=("B2",)),
    step("B4", Role.ONE_STOP_OFFICER),
)
WITH_OPINIONS = (
    step("B1", Role.ONE_STOP_OFFICER),
    step("B2", Role.OFFICIAL, "1", choices=(Alternative("Không cần hỏi ý kiến", "B5"),)),
    step("B3", Role.HEAD, "1", parallel_group="A"),
    step("B4", Role.CLERK, "2", parallel_group="A"),
    step("B5", Role.LEADER, "1"),
    step("B6", Role.ONE_STOP_OFFICER),
)


@dataclass(frozen=True, slots=True)
class Office:
    """One agency with somebody in every seat that the story of a dossier needs."""

    agency: Agency
    one_stop_officer: Actor
    official: Actor
    head: Actor
    leader: Actor
    clerk: Actor
    secretary: Actor

    @classmethod
    def at(cls, agency: Agency) -> "Office":
        return cls(
            agency,
            actor_in(agency, Role.ONE_STOP_OFFICER, title="Công chức Một cửa"),
            actor_in(agency, Role.OFFICIAL, title="Chuyên viên"),
            actor_in(agency, Role.HEAD, title="Chánh Văn phòng"),
            actor_in(agency, Role.LEADER, title="Chủ tịch"),
            actor_in(agency, Role.CLERK, title="Văn thư"),
            actor_in(agency, Role.ISO_SECRETARY, title="Thư ký ISO"),
        )


def a_tthc(name: str = "Cấp giấy xác nhận") -> AdministrativeProcedure:
    """Return a new TTHC of the catalogue."""
    number = next(_numbers)
    return AdministrativeProcedure.objects.create(
        key=f"9.{number:06}",
        code=f"9.{number:06}",
        name=f"{name} {number}",
        record_source="kiểm thử",
        in_brief=False,
        runnable=True,
        record={},
        digest=f"{number:064}",
    )


def content(served: AdministrativeProcedure, steps: tuple[StepRow, ...] = FIVE_STEPS) -> Content:
    """Return what a secretary writes: five working days promised, one paper required."""
    five = Limit.working_days(5)
    return Content(
        Facts(serves=(served,), legal=five, promised=five, result="Giấy xác nhận"),
        (
            ComponentRow("Đơn đề nghị"),
            ComponentRow("Giấy ủy quyền", required=False),
        ),
        steps,
    )


def a_draft(office: Office, written: Content, *, code: str = "") -> Revision:
    """Return a drafted procedure document with its text and its table."""
    new = NewDocument(
        code=code or f"QT-{next(_numbers):03}", kind=DocumentKind.PROCEDURE, title="Quy trình"
    )
    revision = draft_document(new, actor=office.secretary, at=LONG_AGO)
    revision = write_text(
        revision,
        Text(purpose="Mục đích", scope="Phạm vi", content="Nội dung"),
        edition=revision.edition,
        actor=office.secretary,
        at=LONG_AGO,
    )
    write_procedure(
        revision, written, edition=revision.edition, actor=office.secretary, at=LONG_AGO
    )
    revision.refresh_from_db()
    return revision


def approved(revision: Revision, office: Office, *, since: datetime, at: datetime) -> Revision:
    """Send a draft through review and approval, in force from a moment."""
    revision = submit_for_review(revision, actor=office.secretary, at=at)
    revision = confirm_review(revision, actor=office.head, at=at)
    approval = Approval(effective_from=since, decision=DECISION)
    return approve_revision(revision, approval, actor=office.leader, at=at)


def a_running_procedure(
    office: Office, served: AdministrativeProcedure, steps: tuple[StepRow, ...] = FIVE_STEPS
) -> ProcedureRevision:
    """Return a procedure that has been in force at the office for a while."""
    draft = a_draft(office, content(served, steps))
    since = LONG_AGO + timedelta(days=10)
    return procedure_of(approved(draft, office, since=since, at=LONG_AGO))
