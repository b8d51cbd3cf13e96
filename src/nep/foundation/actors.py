"""Who acted, as a value that outlives every move and every leave."""

from dataclasses import asdict, dataclass
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class ActorRef:
    """A person in a post, as they were at the moment of the act.

    Rows below agencies cannot point at staff; they keep this value instead. The keys lead
    back to the staff, the person and the agency; name and post are copies on purpose.
    """

    staff_id: int | None
    person_id: int | None
    agency_id: int | None
    name: str
    post: str = ""

    def as_json(self) -> dict[str, int | str | None]:
        """Return the value as the journal stores it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, int | str | None]) -> Self:
        """Return the value that `as_json` stored."""
        return cls(**stored)  # type: ignore[arg-type]  # the shape is ours


SYSTEM = ActorRef(staff_id=None, person_id=None, agency_id=None, name="Nếp")


class HasRef(Protocol):
    """Anything that can say who it is for the record."""

    @property
    def ref(self) -> ActorRef:
        """The person, the post and the agency as they are now."""
