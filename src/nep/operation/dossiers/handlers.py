"""What dossiers do when somebody below them changes: work never stays behind (R67)."""

from nep.agencies.events import DutiesEnded
from nep.foundation.events import handles
from nep.operation.dossiers.services.passing_on import pass_on_work


@handles(DutiesEnded)
def pass_on_what_they_hold(event: DutiesEnded) -> None:
    """Pass on the open steps of whoever leaves, or refuse the leaving."""
    pass_on_work(event)
