"""One value that answers *may they?* for the guard, the button and the tooltip alike."""

from dataclasses import dataclass

from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818 - a verdict that was enforced, not a fault
    """An act was refused by a rule; the message is a sentence fit to be shown."""

    status = 403  # of the HTTP answer


class Overtaken(Refused):
    """Somebody was faster: what the page showed is no longer so."""

    status = 409


class Unfit(Refused):
    """What was given cannot be taken as it is."""

    status = 422


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or refused with the reason; falsy when refused."""

    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.reason

    def enforce(self) -> None:
        """Do nothing when allowed.

        :raises Refused: with the reason when not.
        """
        if self.reason:
            raise Refused(str(self.reason))


ALLOWED = Verdict()


def refuse(reason: str | Promise) -> Verdict:
    """Refuse with a sentence that says what stands in the way, and best what to do."""
    return Verdict(reason)
