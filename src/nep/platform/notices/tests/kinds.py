"""Kinds of notices for tests: the module knows nobody above it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nep.foundation.clock import VIETNAM
from nep.platform.accounts.models import User
from nep.platform.notices.models import Notice
from nep.platform.notices.rules import NoticeKind
from nep.platform.notices.services.telling import Telling, tell

NOON = datetime(2023, 11, 27, 12, 0, tzinfo=VIETNAM)
BACK = NoticeKind("tests.back", _("Dossier %(code)s came back"), "", ("code",), "plain")
ARRIVED = NoticeKind(
    "tests.arrived",
    _("Dossier %(code)s arrived"),
    _("%(count)s dossiers arrived"),
    ("code",),
    "plain",
)


def a_telling(kind: NoticeKind, person: User, code: str, *, at: datetime = NOON) -> Telling:
    """Return that a dossier came back to a person, or arrived."""
    key = "theirs" if kind.gathers else code
    address = f"/ho-so/{code}/"
    return Telling(kind, person.pk, key, address, at, {"code": code}, together="/?xem=tat-ca")


def told(kind: NoticeKind, person: User, *codes: str, at: datetime = NOON) -> list[Notice]:
    """Tell a person of these dossiers in one go."""
    return tell(a_telling(kind, person, code, at=at) for code in codes)
