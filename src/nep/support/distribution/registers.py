"""The register of distribution: sổ phân phối (ISO 9001, 7.5.3.2; rules §5.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Staff
from nep.foundation.registers import Asked, Column, Register
from nep.foundation.spreadsheets.tables import Holds
from nep.foundation.ui import Text, Tone
from nep.support.distribution.models import Reading, Recipient
from nep.support.distribution.queries import holders_of, readings_of, recipients_among
from nep.support.documents.models import Revision
from nep.support.documents.queries.revisions import TEXT_COLUMNS, revisions_in_force
from nep.support.documents.queries.visible import Wanted, documents_listed


@dataclass(frozen=True, slots=True)
class Line:
    """A post that has, or had, to know a document; the text in force, and its reader."""

    recipient: Recipient
    revision: Revision | None
    holder: Staff | None
    reading: Reading | None

    @property
    def state(self) -> tuple[Text, Tone]:
        """Whether the text in force has been read, as a word and its tone."""
        if self.recipient.until:
            return _("No longer distributed"), Tone.PLAIN
        if self.reading:
            return _("Read"), Tone.DONE
        if self.holder is None:
            return _("Nobody in the post"), Tone.PLAIN
        return (_("Not read yet"), Tone.SOON) if self.revision else (_("Not in force"), Tone.PLAIN)


def _rows(asked: Asked) -> QuerySet[Recipient]:
    documents = documents_listed(asked.actor, Wanted(words=asked.words), at=asked.at)
    of_agency = documents.filter(agency_id=asked.agency_id).order_by()
    return recipients_among(of_agency)


def _lines(asked: Asked, recipients: Sequence[Recipient]) -> list[Line]:
    documents = {recipient.document_id for recipient in recipients}
    in_force = revisions_in_force(at=asked.at).filter(document__in=documents)
    texts = {text.document_id: text for text in in_force.defer(*TEXT_COLUMNS)}
    holders = holders_of({recipient.post_id for recipient in recipients}, at=asked.at)
    readings = readings_of(text.pk for text in texts.values())
    return [_line(recipient, texts, holders, readings) for recipient in recipients]


def _line(
    recipient: Recipient,
    texts: dict[int, Revision],
    holders: dict[int, Staff],
    readings: dict[tuple[int, int], Reading],
) -> Line:
    text, holder = texts.get(recipient.document_id), holders.get(recipient.post_id)
    reading = readings.get((text.pk, holder.person_id)) if text and holder else None
    return Line(recipient, text, holder, reading)


DISTRIBUTION = Register(
    key="phan-phoi",
    title=_("Register of distribution"),
    about=_("Which post has each document, from when, and who has confirmed the text in force."),
    columns=(
        Column(
            _("Document code"),
            lambda line: line.recipient.document.code,
            width=9,
            link=lambda line: line.recipient.document.get_absolute_url(),
        ),
        Column(_("Title of the document"), lambda line: line.recipient.document.title, width=24),
        Column(
            _("Issue/amendment"), lambda line: line.revision.label if line.revision else "", width=6
        ),
        Column(
            _("Effective date"),
            lambda line: line.revision and line.revision.begins_at,
            width=9,
            holds=Holds.DATE,
        ),
        Column(
            _("Distributed on"),
            lambda line: line.recipient.since,
            width=9,
            holds=Holds.DATE,
        ),
        Column(
            _("Distributed by"), lambda line: line.recipient.added_by.person.full_name, width=12
        ),
        Column(
            _("Distributed to"),
            lambda line: f"{line.recipient.post} – {line.recipient.post.unit}",
            width=20,
        ),
        Column(_("Form of the copy"), lambda _line: _("Electronic copy"), width=8),
        Column(
            _("Received by"),
            lambda line: line.holder.person.full_name if line.holder else "",
            width=12,
        ),
        Column(
            _("Confirmed on"),
            lambda line: line.reading and line.reading.read_at,
            width=9,
            holds=Holds.DATE,
        ),
        Column(
            _("Standing"),
            lambda line: line.state[0],
            width=10,
            tone=lambda line: line.state[1],
        ),
    ),
    rows=_rows,
    lines=_lines,
    order=25,
    searched=True,
    empty=_("No document is distributed yet. The ISO secretary does it on the page of a document."),
)
