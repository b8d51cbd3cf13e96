"""The acts by which people get an account."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nep.foundation.actors import HasRef
from nep.platform.accounts.models import User
from nep.platform.journal.rules import act
from nep.platform.journal.services import record

PERSON_ADDED = act(
    "accounts.person_added", _("%(actor)s opened the account %(username)s"), "username"
)


@transaction.atomic
def add_person(
    username: str, full_name: str, *, encoded_password: str, actor: HasRef, at: datetime
) -> User:
    """Open an account for a person; the password comes encoded, never in the clear.

    :raises IntegrityError: when the username is taken, in any case of letters.
    """
    person = User(username=username, full_name=full_name, password=encoded_password)
    person.save(force_insert=True)

    record(PERSON_ADDED, person, actor=actor, at=at, username=username)
    return person
