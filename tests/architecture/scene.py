"""One small set-up to visit every address in: an agency at work, and all who might knock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from conftest import THE_MOMENT
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from nep.agencies.models import Agency, Staff
from nep.agencies.queries import leading_unit, posts_held_by
from nep.agencies.rules import PERMISSIONS, Permission, Role
from nep.agencies.tests.factories import AgencyFactory, actor_in, staff_in
from nep.api.rules import Scope
from nep.api.tests.factories import NEXT_MONTH, a_connection
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.parameters.models import DatedValue
from nep.norms.parameters.tests.factories import at_work_from_eight, decided_day
from nep.operation.dossiers.models import CodePattern, Dossier
from nep.operation.dossiers.notices import LATE
from nep.operation.dossiers.services.steps import Outcome, complete_step
from nep.operation.dossiers.tests.factories import a_dossier, completed, place_of
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.tests.factories import (
    LONG_AGO,
    Office,
    a_draft,
    a_running_procedure,
    a_tthc,
    content,
)
from nep.platform.accounts.models import User
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.files.services import store
from nep.platform.files.tests.samples import PDF
from nep.platform.notices.services.telling import Telling, tell
from nep.support.documents.models import Revision
from nep.support.documents.rules.places import Placed
from nep.support.documents.rules.requests import Asked, RequestKind
from nep.support.documents.services.drafting import submit_for_review
from nep.support.documents.services.requests import accept_request, ask_for_change
from nep.support.documents.services.review import confirm_review, return_to_drafter
from tests.architecture.kept import SENT_OF_RECORDS, kept_records

WATCHING = frozenset(
    role for role, granted in PERMISSIONS.items() if Permission.READ_ALL_AGENCIES in granted
)
OPEN_STEPS = {"dossier": "B2", "to sign": "B3", "ready": "B5"}
STRANGERS = ("anonymous", "postless", "stranger", "watcher")
VISITORS = (*STRANGERS, *(role.value for role in Role))
"""Who knocks: nobody known; a person without a post; staff of another agency with every role but
those that watch over the province; an officer of the province; one for each role of the agency."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The people by name, and the records by the words in which the table speaks of them."""

    people: Mapping[str, User]
    records: Mapping[str, Mapping[str, object]]
    dossiers: Mapping[str, Dossier]
    office: Office
    sessions: dict[str, str]

    @classmethod
    def laid(cls) -> "Scene":
        """Make agency, procedure, dossiers and revisions as their people would."""
        office = Office.at(AgencyFactory(district=True, name="UBND huyện Ninh Hải"))
        served = a_tthc()
        procedure = a_running_procedure(office, served)
        dossiers, digest = _dossiers(office, served, procedure)
        tthc = {"key": served.key, "agency_code": office.agency.code}
        records = {
            "agency": {"code": office.agency.code},
            "person": _named_person(office),
            "key": {"pk": 1},
            "tthc": tthc,
            "nowhere": {"rest": "khong-co"},
            "register": {"key": "tai-lieu-noi-bo"},
            "connection": {"key": a_connection(office.agency).connection.pk},
            "notice": {"key": _a_notice(office)},
            **kept_records(office),
            **_settings(office),
            **{
                name: {"code": dossier.code, "sha256": digest} for name, dossier in dossiers.items()
            },
            **_revisions(office, procedure.revision),
            **_requests(office, procedure.revision),
        }
        return cls(_people(office), records, dossiers, office, {})

    def client(self, visitor: str) -> Client:
        """Return a browser in which the visitor is signed in."""
        client = Client()
        if visitor != "anonymous":
            if visitor not in self.sessions:
                first = Client()
                first.force_login(self.people[visitor])
                self.sessions[visitor] = first.session.session_key
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[visitor]
        return client

    def sent_by_the_page(self, name: str, record: str, visitor: str) -> Mapping[str, object]:
        """Return what the page of a record sends to do an act that is open there."""
        if name == "desk:change_post":
            return {"post": self._post_of(visitor)}
        sent = _SENT.get(name, {})
        if name.startswith("agencies:"):
            unit = leading_unit(self.office.agency).pk
            stand_in = self.office.official.staff_id
            return {"unit": unit, "title": "Thủ quỹ", "stand_in": stand_in, **sent}
        if record not in self.dossiers:
            return sent
        place = place_of(self.dossiers[record], OPEN_STEPS[record])
        named = {"step": place.step, "occurrence": place.occurrence, "turn": place.turn}
        return {**named, "holder": self.office.official.staff_id, **sent}

    def _post_of(self, visitor: str) -> int:
        person = self.people.get(visitor)
        held = posts_held_by(person.pk if person else 0, at=THE_MOMENT)
        return next((post.pk for post in held), 0)


_LATER = {"since": "01/01/2030", "source": "QĐ 1/QĐ-UBND"}
_SENT: Mapping[str, Mapping[str, object]] = {
    **SENT_OF_RECORDS,
    "parameters:parameter": {"value": "21", **_LATER},
    "parameters:hours_of": {"morning_opens_0": "08:00", "morning_closes_0": "12:00", **_LATER},
    "parameters:days_of": {
        "kind": "DAY_OFF",
        "first": "02/01/2030",
        "name": "Nghỉ bão",
        "source": "CĐ 1",
    },
    "parameters:withdraw_hours": {"reason": "Nhầm."},
    "parameters:withdraw_day": {"reason": "Nhầm."},
    "desk:patterns_of": {"pattern": "{unit}_{yymmdd}_{number:04}", **_LATER},
    "desk:withdraw_pattern": {"reason": "Nhầm."},
    "notices:read": {"until": 1},
    "notices:preferences": {"mailing": "at_once"},
    "dossiers:complete": {"way": "on"},
    "dossiers:of_applicant": {"key": "Nguyễn Thị Ân"},
    "dossiers:applicant": {"purpose": "Kiểm tra việc giải quyết theo kế hoạch"},
    "dossiers:return": {"way": "return:B2", "reason": "Dự thảo chưa đạt."},
    "dossiers:hand_over": {"collector": "applicant", "collected_by": ""},
    "documents:discard": {"edition": 3},
    "documents:return": {"remark": "Thiếu căn cứ."},
    "documents:stop": {"stop_reason": "Không còn thủ tục này."},
    "documents:review_document": {"finding": "keep"},
    "documents:description": {"confidentiality": "normal"},
    "documents:request_change": {"kind": "amend", "reason": "Vướng.", "content": "Bỏ bước 3."},
    "documents:new_request": {
        "kind": "new",
        "title": "Hướng dẫn trực",
        "reason": "Chưa có.",
        "content": "Ca trực.",
    },
    "documents:refuse_request": {"answer": "Đã có quy định."},
    "documents:draft_on_request": {"extent": "amendment"},
    "documents:withdraw": {"reason": "Văn bản viện dẫn hết hiệu lực."},
    "documents:text": {"edition": 3, "purpose": "Mục đích", "content": "Nội dung"},
    "documents:approve": {
        "effective_on": f"{THE_MOMENT:%d/%m/%Y}",
        "decision_number": "1/QĐ-UBND",
        "decision_on": f"{THE_MOMENT:%d/%m/%Y}",
        "decision_signer": "Nguyễn Văn Mẫu",
        "decision_issuer": "Chủ tịch UBND tỉnh",
        "signing": "FOR_THE_HEAD",
    },
    "api:new_connection": {
        "name": "Báo cáo của Sở",
        "scopes": [Scope.AGENCIES],
        "expires_on": f"{NEXT_MONTH:%d/%m/%Y}",
    },
    "account_profile": {"language": "en", "email": "ai@ninhthuan.gov.vn"},
    "agencies:add_person": {"full_name": "Trần Hòa", "username": "hoa", "since": "27/11/2023"},
    "agencies:additional_post": {"since": "27/11/2023"},
    "agencies:delegate_role": {
        "role": "clerk",
        "first": "27/11/2023",
        "last": "30/11/2023",
        "decision": "12/GUQ-UBND",
        "reason": "Nghỉ phép năm",
    },
    "agencies:give_role": {"role": "official", "since": "27/11/2023"},
    "agencies:lock": {"reason": "Nghi lộ mật khẩu"},
    "agencies:profile": {"full_name": "Trần Thị Hòa"},
    "agencies:review": {"remark": "Không có gì bất thường."},
    "agencies:withdraw_role": {"role": "clerk"},
    "procedures:adopt": {"key": "2.000908", "code": "QT-98"},  # its steps name no unit
    "documents:new_document": {"kind": "procedure", "code": "QT-99", "title": "Quy trình"},
}


def _named_person(office: Office) -> Mapping[str, object]:
    """Return how a person of the agency, and the post they hold, are named in an address."""
    staff = Staff.objects.get(pk=office.clerk.staff_id)
    return {"username": staff.person.username, "staff_id": staff.pk}


def _people(office: Office) -> dict[str, User]:
    elsewhere = AgencyFactory(district=True, name="UBND huyện Ninh Phước")
    theirs = [role for role in Role if role not in WATCHING]
    known = {
        Role.ONE_STOP_OFFICER: office.one_stop_officer,
        Role.OFFICIAL: office.official,
        Role.HEAD: office.head,
        Role.LEADER: office.leader,
        Role.CLERK: office.clerk,
        Role.ISO_SECRETARY: office.secretary,
    }
    staff = {role: known.get(role) or actor_in(office.agency, role) for role in Role}
    return {
        "postless": UserFactory(),
        "stranger": staff_in(elsewhere, *theirs).person,
        "watcher": staff_in(elsewhere, *sorted(WATCHING)).person,
        **{role.value: _person(actor.staff_id) for role, actor in staff.items()},
    }


def _person(staff_id: int) -> User:
    return Staff.objects.get(pk=staff_id).person


def _dossiers(
    office: Office, served: AdministrativeProcedure, procedure: ProcedureRevision
) -> tuple[dict[str, Dossier], str]:
    """Return a dossier at each step that somebody acts on in the table, and a file of theirs."""
    upload = SimpleUploadedFile("ket-qua.pdf", PDF)
    digest = store(upload, actor=office.official, at=THE_MOMENT).sha256
    counter = office.one_stop_officer
    dossiers = {}
    for name in OPEN_STEPS:
        received = a_dossier(served, procedure, actor=counter, at=THE_MOMENT)
        dossiers[name] = completed(received, "B1", actor=counter, at=THE_MOMENT)
    outcome = Outcome("15/GXN", THE_MOMENT.date(), digest)
    for name in ("to sign", "ready"):
        place = place_of(dossiers[name], "B2")
        complete_step(dossiers[name], place, outcome=outcome, actor=office.official, at=THE_MOMENT)
    for step, actor in (("B3", office.leader), ("B4", office.clerk)):
        completed(dossiers["ready"], step, actor=actor, at=THE_MOMENT)
    return dossiers, digest


def _a_notice(office: Office) -> int:
    """Return the key of what the official was told."""
    details = {"code": "H43", "due": "17:00"}
    official = office.official
    telling = Telling(LATE, official.person_id, "1", "/", THE_MOMENT, details, official.staff_id)
    return tell([telling])[0].pk


def _revisions(office: Office, in_force: Revision) -> dict[str, Mapping[str, object]]:
    """Return how one revision of each stage is named in an address."""
    draft, submitted, reviewed = (a_draft(office, content(a_tthc())) for _ in range(3))
    later = LONG_AGO + timedelta(days=1)
    for revision in (submitted, reviewed):
        submit_for_review(revision, actor=office.secretary, at=later)
    confirm_review(reviewed, actor=office.head, at=later)
    stages = {"in force": in_force, "draft": draft, "submitted": submitted, "reviewed": reviewed}
    return {name: _named(revision, office.agency) for name, revision in stages.items()}


def _requests(office: Office, in_force: Revision) -> dict[str, Mapping[str, object]]:
    """Return a draft that came back with a remark, and change requests: open and accepted."""
    returned = a_draft(office, content(a_tthc()))
    later = LONG_AGO + timedelta(days=1)
    submit_for_review(returned, actor=office.secretary, at=later)
    remarks = [Placed("content", "Thiếu căn cứ.")]
    return_to_drafter(returned, placed=remarks, actor=office.head, at=later)
    asked = Asked(RequestKind.AMEND, "Vướng.", "Bỏ bước 3.")
    document, clerk = in_force.document, office.clerk
    waits, accepted = (
        ask_for_change(asked, document, actor=clerk, at=THE_MOMENT) for _ in range(2)
    )
    accept_request(accepted, actor=office.head, at=THE_MOMENT)
    remark = returned.remarks.get()
    return {
        "remark": {**_named(returned, office.agency), "remark": remark.pk},
        "request": {"agency": office.agency.code, "year": waits.year, "number": waits.number},
        "accepted": {
            "agency": office.agency.code,
            "year": accepted.year,
            "number": accepted.number,
        },
    }


def _settings(office: Office) -> dict[str, Mapping[str, object]]:
    """Return a parameter, and what the agency has planned for itself."""
    tomorrow = THE_MOMENT.date() + timedelta(days=1)
    value = DatedValue.objects.filter(parameter__key="files.max_megabytes").get()
    day = decided_day(tomorrow, "DAY_OFF", office.agency)
    hours = at_work_from_eight(office.agency, since=tomorrow)
    hours.own = True
    hours.save(update_fields=["own"])
    pattern = CodePattern.objects.create(
        agency=office.agency,
        pattern="{unit}.{yymmdd}.{number:04}",
        validity=DateRange(tomorrow, None),
        source="QĐ 1",
        own=True,
    )
    return {
        "parameter": {"key": value.parameter.key, "row": value.pk},
        "planned day": {"row": day.pk},
        "planned hours": {"row": hours.pk},
        "planned pattern": {"row": pattern.pk},
    }


def _named(revision: Revision, agency: Agency) -> Mapping[str, object]:
    return {"agency": agency.code, "code": revision.document.code, "number": revision.number}
