"""The text of a revision: the seven sections that every document of the system has."""

import unicodedata
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from nep.support.documents.rules.documents import DocumentKind

LONGEST_SECTION = 60_000  # characters; some thirty printed pages


class Section(StrEnum):
    """The sections in their order, 1 to 7 (rules §5.1)."""

    PURPOSE = "purpose"
    SCOPE = "scope"
    CITATIONS = "citations"
    DEFINITIONS = "definitions"
    CONTENT = "content"
    FORMS = "forms"
    RECORDS = "records"

    @property
    def place(self) -> int:
        """The number printed before the section's title."""
        return list(Section).index(self) + 1


@dataclass(frozen=True, slots=True)
class Text:
    """What a revision says, section by section; letters composed, lines ended alike."""

    purpose: str = ""
    scope: str = ""
    citations: str = ""
    definitions: str = ""
    content: str = ""
    forms: str = ""
    records: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            tidy = _tidy(getattr(self, field.name))
            if len(tidy) > LONGEST_SECTION:
                message = f"section {field.name} is longer than {LONGEST_SECTION} characters"
                raise ValueError(message)
            object.__setattr__(self, field.name, tidy)

    def of(self, section: Section) -> str:
        """Return what one section says."""
        return str(getattr(self, section.value))

    def with_section(self, section: Section, said: str) -> "Text":
        """Return the text with one section said anew."""
        return replace(self, **{section.value: said})


REQUIRED_OF_STATEMENTS = frozenset({Section.CONTENT})
REQUIRED_OF_PROCEDURES = frozenset({Section.PURPOSE, Section.SCOPE, Section.CONTENT})
STATEMENTS = frozenset({DocumentKind.POLICY, DocumentKind.OBJECTIVES, DocumentKind.FORM})


def missing_sections(kind: DocumentKind, text: Text) -> tuple[Section, ...]:
    """Return the sections without which a document of this kind cannot be reviewed."""
    required = REQUIRED_OF_STATEMENTS if kind in STATEMENTS else REQUIRED_OF_PROCEDURES
    return tuple(section for section in Section if section in required and not text.of(section))


def _tidy(said: str) -> str:
    lines = unicodedata.normalize("NFC", said).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in lines.split("\n")).strip("\n")
