"""States of search that no act of today leads to."""

from nep.support.fulltext.models import RevisionWords


def words_forgotten(revision):
    """Let a revision be as if it had been approved before there was a search in texts."""
    RevisionWords.objects.filter(pk=revision.pk).delete()
