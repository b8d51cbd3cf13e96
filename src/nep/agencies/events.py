"""What happens to people in posts that others care about."""

from dataclasses import dataclass
from datetime import datetime

from nep.agencies.actors import Actor
from nep.agencies.rules import Role
from nep.foundation.events import Event


@dataclass(frozen=True, slots=True)
class DutiesEnded(Event):
    """Staff exercise roles no more; their work passes to the receiver, or the act is refused."""

    staff_id: int
    roles: frozenset[Role]
    receiver_id: int | None
    actor: Actor
    at: datetime
