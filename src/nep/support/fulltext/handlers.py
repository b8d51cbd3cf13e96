"""A revision is found by its words from the moment in which it is approved."""

from nep.foundation.events import handles
from nep.support.documents.events import RevisionApproved
from nep.support.fulltext.services import write_words


@handles(RevisionApproved)
def find_by_its_words(event: RevisionApproved) -> None:
    """Write down the words; the text is found once it is in force."""
    write_words(event.revision_id)
