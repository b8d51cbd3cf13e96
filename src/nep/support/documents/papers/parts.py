"""Parts of the paper that modules above write: a procedure its steps, into section 5."""

from collections.abc import Callable, Iterable, Iterator

from nep.support.documents.models import Revision
from nep.support.documents.papers.value import Block
from nep.support.documents.rules.text import Section

Write = Callable[[Revision], Iterable[Block]]

_parts: dict[Section, list[Write]] = {section: [] for section in Section}


def add_to_paper(section: Section, write: Write) -> None:
    """Let a module above write at the end of a section; done once, at the start.

    Headings within are of the second level, and the same ones in the same order for every
    revision: the amendment sheet tells by them where a revision differs from the one before.
    """
    _parts[section].append(write)


def parts_of(section: Section, revision: Revision) -> Iterator[Block]:
    """Return what modules above say in a section of a revision."""
    for write in _parts[section]:
        yield from write(revision)
