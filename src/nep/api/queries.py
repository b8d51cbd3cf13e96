"""Reads of connections."""

from datetime import datetime

from django.db.models import QuerySet

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.agencies.rules import Permission
from nep.api.models import Connection
from nep.api.rules import digest_of


def connections_visible_to(actor: Actor) -> QuerySet[Connection]:
    """Return the connections of the actor's agency, for those who manage them."""
    if not actor.holds(Permission.MANAGE_CONNECTIONS):
        return Connection.objects.none()
    return Connection.objects.filter(agency=actor.agency_id).order_by("-pk")


def connection_visible_to(actor: Actor, key: int) -> Connection:
    """Return one connection.

    :raises Connection.DoesNotExist: alike for what is absent and what is not theirs.
    """
    return connections_visible_to(actor).select_related("agency").get(pk=key)


def connection_opened_by(token: str, *, at: datetime) -> Connection:
    """Return the connection that a token opens at a moment.

    :raises Connection.DoesNotExist: alike when there is none, it was revoked, its last day is
        over, or its agency exists no more.
    """
    on = local_day(at)
    return Connection.objects.select_related("agency").get(
        digest=digest_of(token),
        revoked_at=None,
        expires_on__gte=on,
        agency__validity__contains=on,
    )
