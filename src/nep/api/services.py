"""The acts by which other systems are connected."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.api import acts
from nep.api.models import Connection
from nep.api.permissions import may_manage_connections, may_open_for_all_agencies
from nep.api.rules import SHOWN_CHARACTERS, Scope, digest_of, new_token
from nep.foundation import parameters
from nep.foundation.verdicts import Overtaken, Unfit
from nep.platform.journal.services import record

LONGEST = "api.token_days"


@dataclass(frozen=True, slots=True)
class NewConnection:
    """What a connection is to be: which system, what it reads, until when."""

    name: str
    scopes: frozenset[Scope]
    expires_on: date
    all_agencies: bool = False


def last_day_allowed(*, at: datetime) -> date:
    """Return the last day for which a token can be given out."""
    return local_day(at) + timedelta(days=int(parameters.number(LONGEST, at=at)))


@transaction.atomic
def open_connection(new: NewConnection, *, actor: Actor, at: datetime) -> tuple[Connection, str]:
    """Connect a system to the actor's agency, and return its token: it is never shown again.

    :raises Refused: when the actor connects no systems, or not for the whole province.
    :raises Unfit: when it reads nothing, ends today or too late, or its name is taken.
    """
    may = may_open_for_all_agencies if new.all_agencies else may_manage_connections
    may(actor).enforce()
    _check(new, at=at)

    token = new_token()
    opened = _stored(new, token, actor=actor, at=at)

    told = {"name": new.name, "scopes": _read_by(new), "until": f"{new.expires_on:%d/%m/%Y}"}
    record(acts.CONNECTION_OPENED, opened, actor=actor, at=at, **told)
    return opened, token


def _read_by(new: NewConnection) -> str:
    return ", ".join([*sorted(new.scopes), *(["all agencies"] if new.all_agencies else [])])


def _check(new: NewConnection, *, at: datetime) -> None:
    if not new.scopes:
        raise Unfit(_("Choose what the system may read."))
    last = last_day_allowed(at=at)
    if not local_day(at) < new.expires_on <= last:
        raise Unfit(
            _("The last day lies after today, and by %(last)s at the latest.")
            % {"last": f"{last:%d/%m/%Y}"}
        )


def _stored(new: NewConnection, token: str, *, actor: Actor, at: datetime) -> Connection:
    try:
        with transaction.atomic():
            return Connection.objects.create(
                agency_id=actor.agency_id,
                name=new.name,
                scopes=sorted(new.scopes),
                all_agencies=new.all_agencies,
                beginning=token[:SHOWN_CHARACTERS],
                digest=digest_of(token),
                issued_by_id=actor.staff_id,
                issued_at=at,
                expires_on=new.expires_on,
            )
    except IntegrityError as taken:
        raise Unfit(
            _("There is a connection named “%(name)s” already; revoke it first.")
            % {"name": new.name}
        ) from taken


@transaction.atomic
def revoke_connection(closed: Connection, *, actor: Actor, at: datetime) -> None:
    """Let a token open nothing any more, from this moment.

    :raises Refused: when the actor manages no connections.
    :raises Overtaken: when it was revoked before.
    """
    may_manage_connections(actor).enforce()
    locked = Connection.objects.select_for_update().get(pk=closed.pk)
    if locked.revoked_at is not None:
        raise Overtaken(_("This connection was revoked before."))

    locked.revoked_by_id = actor.staff_id
    locked.revoked_at = at
    locked.save(update_fields=["revoked_by", "revoked_at"])

    record(acts.CONNECTION_REVOKED, locked, actor=actor, at=at, name=locked.name)


def note_use(used: Connection, *, at: datetime) -> None:
    """Remember the day on which a connection was last used; one write a day."""
    on = local_day(at)
    if used.last_used_on != on:
        Connection.objects.filter(pk=used.pk).update(last_used_on=on)
