"""Kinds of agency, duties, roles and what each role may do."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What an agency is in the state's order (QĐ 19/2014 Điều 2)."""

    PROVINCE_COMMITTEE = "province_committee"
    DEPARTMENT = "department"
    SUB_DEPARTMENT = "sub_department"
    VERTICAL_BRANCH = "vertical_branch"
    PUBLIC_SERVICE_UNIT = "public_service_unit"
    DISTRICT_COMMITTEE = "district_committee"
    COMMUNE_COMMITTEE = "commune_committee"


_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 80


def is_agency_code(code: str) -> bool:
    """Tell whether an address can name an agency so: small letters a–z, digits, dashes between."""
    return len(code) <= LONGEST_CODE and _CODE.fullmatch(code) is not None


_IDENTIFIER = re.compile(r"[A-Za-z0-9]+([._][A-Za-z0-9]+)*")
LONGEST_IDENTIFIER = 20  # leaves room in the 35 signs of a dossier code, QĐ 20/2020/QĐ-TTg


def is_identifier(text: str) -> bool:
    """Tell whether dossier codes can begin with it: letters, digits, points and underscores."""
    return len(text) <= LONGEST_IDENTIFIER and _IDENTIFIER.fullmatch(text) is not None


class Duty(StrEnum):
    """Whether an agency must run a quality system (QĐ 19/2014 Điều 2; TT 26/2014 Điều 4.1)."""

    MANDATORY = "mandatory"
    ENCOURAGED = "encouraged"
    BY_MINISTRY = "by_ministry"


class Extent(StrEnum):
    """How much of a predecessor goes to a successor."""

    WHOLE = "whole"
    PART = "part"
    DISSOLVED = "dissolved"


class Role(StrEnum):
    """What a person does in the house; given to staff in data, from a day to a day.

    `leader` is the head of the agency or a deputy, who alone approves and signs; `head`
    leads a unit within it (trưởng phòng, chánh văn phòng).
    """

    ONE_STOP_OFFICER = "one_stop_officer"
    OFFICIAL = "official"
    HEAD = "head"
    LEADER = "leader"
    CLERK = "clerk"
    ISO_SECRETARY = "iso_secretary"
    AUDITOR = "auditor"
    PROVINCIAL_OFFICER = "provincial_officer"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


class Standing(StrEnum):
    """How people of an agency stand: the filters of the list that an administrator keeps."""

    HERE = "dang-cong-tac"
    TEMPORARY = "chua-doi-mat-khau"
    CLOSED = "da-khoa"
    GONE = "da-nghi"


class Oddity(StrEnum):
    """What a review of rights should look at (TCVN 14423: every six months)."""

    CONFLICT = "conflict"
    NO_ROLE = "no_role"
    CLOSED = "closed"
    TEMPORARY = "temporary"
    NEVER = "never"
    IDLE = "idle"
    NO_SECOND_FACTOR = "no_second_factor"


class Permission(StrEnum):
    """What may be done; every door names one of these."""

    RECEIVE_DOSSIERS = "receive_dossiers"
    HANDLE_DOSSIERS = "handle_dossiers"
    ASSIGN_STEPS = "assign_steps"
    HAND_OVER_RESULTS = "hand_over_results"
    READ_DOCUMENTS = "read_documents"
    DRAFT_DOCUMENTS = "draft_documents"
    REVIEW_DOCUMENTS = "review_documents"
    APPROVE_DOCUMENTS = "approve_documents"
    ANSWER_REQUESTS = "answer_requests"
    READ_ALL_AGENCIES = "read_all_agencies"
    ADMINISTER = "administer"
    MANAGE_CONNECTIONS = "manage_connections"
    KEEP_RECORDS = "keep_records"
    DECIDE_DISPOSAL = "decide_disposal"


_EVERYONE = frozenset({Permission.READ_DOCUMENTS})
_HANDLER = _EVERYONE | {Permission.HANDLE_DOSSIERS}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.ONE_STOP_OFFICER: _HANDLER | {Permission.RECEIVE_DOSSIERS, Permission.HAND_OVER_RESULTS},
    Role.OFFICIAL: _HANDLER | {Permission.REVIEW_DOCUMENTS},
    Role.HEAD: _HANDLER
    | {Permission.ASSIGN_STEPS, Permission.REVIEW_DOCUMENTS, Permission.ANSWER_REQUESTS},
    Role.LEADER: _HANDLER
    | {
        Permission.ASSIGN_STEPS,
        Permission.REVIEW_DOCUMENTS,
        Permission.APPROVE_DOCUMENTS,
        Permission.DECIDE_DISPOSAL,
        Permission.ANSWER_REQUESTS,
    },
    Role.CLERK: _HANDLER | {Permission.KEEP_RECORDS},
    Role.ISO_SECRETARY: _EVERYONE
    | {
        Permission.DRAFT_DOCUMENTS,
        Permission.REVIEW_DOCUMENTS,
        Permission.ANSWER_REQUESTS,
        Permission.KEEP_RECORDS,
    },
    Role.AUDITOR: _EVERYONE,
    Role.PROVINCIAL_OFFICER: _EVERYONE | {Permission.READ_ALL_AGENCIES},
    Role.INSPECTOR: _EVERYONE | {Permission.READ_ALL_AGENCIES},
    Role.ADMINISTRATOR: _EVERYONE | {Permission.ADMINISTER, Permission.MANAGE_CONNECTIONS},
}
"""The table of who may what, before delegation and before the rules of each act."""

WATCHING = frozenset(
    role for role, granted in PERMISSIONS.items() if Permission.READ_ALL_AGENCIES in granted
)
"""Roles that look into every agency: the focal agency gives them, no other."""

SEPARATED: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        (Role.ADMINISTRATOR, Role.LEADER),
        (Role.ADMINISTRATOR, Role.ONE_STOP_OFFICER),
        (Role.ADMINISTRATOR, Role.AUDITOR),
        (Role.ADMINISTRATOR, Role.INSPECTOR),
        (Role.LEADER, Role.ONE_STOP_OFFICER),
        (Role.LEADER, Role.AUDITOR),
        (Role.ISO_SECRETARY, Role.AUDITOR),
    )
)
"""Roles that one person never holds together, in whatever posts (R65; ISO 9001 9.2.2 c)."""


def in_conflict(roles: Iterable[Role]) -> frozenset[frozenset[Role]]:
    """Return the pairs among these roles that one person should not hold together."""
    held = frozenset(roles)
    return frozenset(pair for pair in SEPARATED if pair <= held)
