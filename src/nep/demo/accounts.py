"""The accounts of the demo, as they are printed for everyone to use."""

from dataclasses import dataclass
from datetime import datetime

from nep.agencies.models import Agency, Staff
from nep.agencies.queries import agencies_on, local_day, staff_of
from nep.agencies.rules import Role
from nep.demo.loading import FIRST
from nep.demo.province import PASSWORD

SHOWN_ALSO = ("chi-cuc-tieu-chuan-do-luong-chat-luong", "ubnd-tinh")


@dataclass(frozen=True, slots=True)
class Account:
    """One way to sign in; `role` is the first of the person's roles, `agency` a code."""

    username: str
    password: str
    role: str
    agency: str


def accounts(*, at: datetime) -> list[Account]:
    """Return every account, those of the story first."""
    agencies = sorted(agencies_on(local_day(at)), key=_place)
    return [_account(member, agency) for agency in agencies for member in staff_of(agency, at=at)]


def _account(member: Staff, agency: Agency) -> Account:
    role = next((given.role for given in member.roles.all()), Role.OFFICIAL.value)
    return Account(member.person.username, PASSWORD, role, agency.code)


def _place(agency: Agency) -> int:
    story = (*FIRST, *SHOWN_ALSO)
    return story.index(agency.code) if agency.code in story else len(story) + agency.pk
