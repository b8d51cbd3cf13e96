"""What the database and the journal have, to be compared before and after an act."""

from nep.platform.journal.queries import entries_about
from nep.support.documents.models import Revision


def stored(revision):
    """Return every column of a revision as the database has it: two are equal or differ."""
    return Revision.objects.filter(pk=revision.pk).values().get()


def acts_on(revision):
    return [entry.act for entry in entries_about(revision)]
