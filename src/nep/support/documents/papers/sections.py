"""The body of a paper: sections 1–7, what was typed in them and what modules above add."""

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from nep.support.documents.models import SECTION_NAMES, Revision
from nep.support.documents.papers.parts import parts_of
from nep.support.documents.papers.value import Block, Column, Heading, Prose, Table
from nep.support.documents.rules.text import Section

# `- BM.01.07: Phiếu yêu cầu hành động khắc phục`; what has no code is a name alone.
_FORM = re.compile(
    r"(?:[-–•+*]\s*)?(?:(?P<code>(?:BM|Mẫu|PL)[\w. /-]*\d[\w./-]*)\s*[:–—-]\s+)?(?P<name>.+)"
)
LONGEST_NAME = 160
"""Of a form or a record in a list; whoever writes more writes sentences."""


def body_of(revision: Revision) -> Iterator[Block]:
    """Return sections 1–7, each under its heading; what has nothing to say says so."""
    text = revision.text
    for section in Section:
        yield Heading(1, f"{section.place}. {SECTION_NAMES[section]}".upper())
        said = [*_typed(section, text.of(section)), *parts_of(section, revision)]
        yield from said or [Prose(_("None."))]


def by_place(body: Iterable[Block]) -> Mapping[str, list[Block]]:
    """Return what stands under each heading by its number: 3, 5.7."""
    places: dict[str, list[Block]] = {}
    here: list[Block] = []
    for block in body:
        if isinstance(block, Heading):
            here = places.setdefault(block.text.partition(" ")[0].rstrip("."), [])
        else:
            here.append(block)
    return places


def _typed(section: Section, said: str) -> Iterator[Block]:
    names = [line.strip() for line in said.splitlines() if line.strip()]
    listed = all(len(name) <= LONGEST_NAME for name in names)
    if not names:
        return
    if section is Section.FORMS and listed:
        yield Table(
            (
                Column(_("Row no."), 10, centred=True),
                Column(_("Form code"), 30, centred=True),
                Column(_("Name of the form"), 100),
            ),
            tuple((str(number), *_form(name)) for number, name in enumerate(names, start=1)),
        )
    elif section is Section.RECORDS and listed:
        yield from _records(names)
    else:
        yield Prose(said)


def _form(name: str) -> tuple[str, str]:
    read = _FORM.fullmatch(name)
    return ((read["code"] or "").strip(), read["name"]) if read else ("", name)


def _records(names: Iterable[str]) -> Iterator[Block]:
    """List the records; where and how long they are kept is said beneath (rules §5.2)."""
    kept = [_form(name)[1] for name in names]
    where = [name for name in kept if name.casefold().startswith(("lưu ", "thời gian lưu"))]
    records = [name for name in kept if name not in where]
    if records:
        yield Table(
            (Column(_("Row no."), 10, centred=True), Column(_("Record"), 130)),
            tuple((str(number), name) for number, name in enumerate(records, start=1)),
        )
    if where:
        yield Prose("\n".join(where))
