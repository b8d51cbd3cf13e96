"""What changed in a revision, in the two lines that stand inside the tasks that use it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from nep.support.documents.models import SECTION_NAMES, Revision
from nep.support.documents.queries.revisions import last_approved
from nep.support.documents.rules.changes import told_by_others, two_lines
from nep.support.documents.rules.diff import compare


def change_in_two_lines(revision: Revision) -> tuple[str, ...]:
    """Return what changed, as typed or as generated when it was sent to review; at most two."""
    return tuple(revision.change_lines.splitlines())


def changes_in_two_lines(revision_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the two lines of many revisions at once, by key; those without any are left out."""
    rows = Revision.objects.filter(pk__in=set(revision_ids)).exclude(change_lines="")
    told = rows.values_list("pk", "change_lines")
    return {key: tuple(lines.splitlines()) for key, lines in told}


def generated_lines(revision: Revision) -> str:
    """Return two lines on what differs from the last text approved; empty for a first one.

    In Vietnamese, whoever asks: they become part of the revision.
    """
    before = last_approved(revision.document)
    if before is None or before.pk == revision.pk:
        return ""
    with override("vi"):
        return two_lines([*told_by_others(before.pk, revision.pk), *_of_sections(before, revision)])


def _of_sections(before: Revision, after: Revision) -> Iterator[str]:
    changed = [part.section for part in compare(before.text, after.text) if part.changed]
    if changed:
        names = "; ".join(f"{section.place}. {SECTION_NAMES[section]}" for section in changed)
        yield _("Changed sections: %(names)s") % {"names": names}
