"""What happened to revisions, for the modules above."""

from dataclasses import dataclass
from datetime import datetime

from nep.foundation.events import Event


@dataclass(frozen=True, slots=True)
class RevisionDrafted(Event):
    """A draft was opened; what belongs to the revision it was copied from is copied too."""

    revision_id: int
    document_id: int
    from_revision_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftDiscarded(Event):
    """A draft is thrown away; what belongs to it in a module above goes first."""

    revision_id: int
    document_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionSubmitted(Event):
    """A draft goes to review; whoever keeps a part of it refuses here what is incomplete."""

    revision_id: int
    document_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionApproved(Event):
    """A text will apply from its moment; those who work by it should know."""

    revision_id: int
    document_id: int
    effective_from: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionWithdrawn(Event):
    """A text ends at a moment, now or to come; withdrawn before its beginning, it never applies."""

    revision_id: int
    document_id: int
    ends_at: datetime
    at: datetime
