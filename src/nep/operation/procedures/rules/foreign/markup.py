"""Reading foreign XML: within limits that hold before anything is built, and opening nothing.

The parser hands over one element after the other and keeps no tree of its own. A document type is
refused where it begins, so that no entity is ever declared.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

from nep.operation.procedures.rules.bpmn import MODEL
from nep.operation.procedures.rules.carried import NEP

LARGEST = 5 * 1024 * 1024
MOST_ELEMENTS = 40_000
DEEPEST = 60
_CHUNK = 64 * 1024


class Unreadable(Exception):  # noqa: N818 - what the file is
    """The file is no diagram that can be read; the message is a sentence fit to be shown."""


@dataclass(slots=True)
class Markup:
    """An element of BPMN, or one of our own, without what other tools put beside it."""

    name: str
    attributes: dict[str, str]
    children: list["Markup"] = field(default_factory=list)
    text: str = ""

    def get(self, attribute: str) -> str:
        """Return an attribute; empty when it is absent."""
        return self.attributes.get(attribute, "")

    def all(self, name: str) -> Iterator["Markup"]:
        """Return the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Markup | None":
        """Return the first child of a name, if there is one."""
        return next(self.all(name), None)

    def descendants(self) -> Iterator["Markup"]:
        """Return every element below this one."""
        for child in self.children:
            yield child
            yield from child.descendants()


def read_markup(xml: bytes) -> Markup:
    """Return the root of a BPMN file.

    :raises Unreadable: saying why it cannot be read.
    """
    if len(xml) > LARGEST:
        raise Unreadable(too_large())
    builder = _Builder()
    parser = etree.XMLParser(
        target=builder,  # type: ignore[arg-type]  # its stubs allow bytes, which never come
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for begin in range(0, len(xml), _CHUNK):
            parser.feed(xml[begin : begin + _CHUNK])
        parser.close()
    except (etree.XMLSyntaxError, LookupError, ValueError, AssertionError) as error:
        raise Unreadable(_not_xml(error)) from error
    assert builder.root is not None  # noqa: S101 - nothing ends well that never began
    return builder.root


def too_large() -> str:
    """Say how large a file may be."""
    return _("The file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024}


def _not_xml(error: Exception) -> str:
    line = getattr(error, "lineno", 0) or 1
    return _("The file is not XML that can be read: it breaks off in line %(line)s.") % {
        "line": line
    }


class _Builder:
    """Keeps the elements that mean something here, and counts all of them."""

    def __init__(self) -> None:
        self.root: Markup | None = None
        self._open: list[Markup | None] = []
        self._count = 0

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        """Refuse the file: a document type can declare entities and name other files."""
        raise Unreadable(_("The file declares a document type (DOCTYPE), which is not taken."))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep an element of BPMN below one that was kept."""
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Unreadable(
                _("The file holds more than %(most)s elements.") % {"most": MOST_ELEMENTS}
            )
        if len(self._open) >= DEEPEST:
            raise Unreadable(_("The elements of the file are nested too deeply."))
        if not self._open and tag != f"{{{MODEL}}}definitions":
            raise Unreadable(_("The file is XML, but not BPMN 2.0."))
        self._open.append(self._kept(tag, attributes))

    def end(self, tag: str) -> None:
        """Close the element."""
        self._open.pop()

    def data(self, text: str) -> None:
        """Keep the text of an element that was kept."""
        here = self._open[-1] if self._open else None
        if here is not None:
            here.text += text

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def pi(self, target: str, text: str | None = None) -> None:
        """Leave processing instructions out."""

    def close(self) -> Markup | None:
        """Return the root."""
        return self.root

    def _kept(self, tag: str, attributes: dict[str, str]) -> Markup | None:
        above = self._open[-1] if self._open else None
        space, _brace, name = tag.rpartition("}")
        ours = space == f"{{{NEP}"
        if (self._open and above is None) or not (ours or space == f"{{{MODEL}"):
            return None
        # With entities left alone, the parser hands "&" over as a reference to itself.
        plain = {
            key: value.replace("&#38;", "&") for key, value in attributes.items() if "}" not in key
        }
        kept = Markup(f"nep:{name}" if ours else name, plain)
        if above is None:
            self.root = kept
        else:
            above.children.append(kept)
        return kept
