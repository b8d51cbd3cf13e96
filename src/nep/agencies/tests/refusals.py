"""What is refused about people changes nothing."""

from collections.abc import Callable

import pytest

from nep.agencies.models import Delegation, Post, RoleAssignment, Staff
from nep.foundation.verdicts import Refused
from nep.platform.accounts.models import User
from nep.platform.journal.models import Entry


def state() -> list[list[dict[str, object]]]:
    """Return everything that an act on people could change."""
    return [
        list(table.objects.order_by("pk").values())
        for table in (User, Staff, RoleAssignment, Delegation, Post, Entry)
    ]


def refused(act: Callable[[], object], kind: type[Refused] = Refused) -> str:
    """Return the sentence with which an act is refused, once it has changed nothing."""
    before = state()
    with pytest.raises(kind) as refusal:
        act()
    assert state() == before
    return str(refusal.value)
