"""Citations go along with the draft that they belong to."""

from nep.foundation.events import handles
from nep.support.clauses.services import copy_citations, discard_citations
from nep.support.documents.events import DraftDiscarded, RevisionDrafted


@handles(RevisionDrafted)
def begin_with_the_citations_before(event: RevisionDrafted) -> None:
    """A new draft cites what the revision before it cited."""
    if event.from_revision_id is not None:
        copy_citations(event.from_revision_id, event.revision_id)


@handles(DraftDiscarded)
def go_along_with_the_draft(event: DraftDiscarded) -> None:
    """A draft is discarded with its citations."""
    discard_citations(event.revision_id)
