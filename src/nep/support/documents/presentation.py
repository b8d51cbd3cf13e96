"""How revisions are put before people: tones, sections, and the facts of a cover page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from nep.agencies.models import Staff
from nep.foundation.templatetags.nep import day, start
from nep.foundation.ui import Tone
from nep.support.documents.models import SECTION_NAMES, STANDING_NAMES, Revision
from nep.support.documents.rules.approval import SigningForm, signing_lines
from nep.support.documents.rules.diff import Row, SectionDifference, compare, rows_between
from nep.support.documents.rules.periodic import Dueness
from nep.support.documents.rules.requests import RequestStage
from nep.support.documents.rules.revisions import Standing
from nep.support.documents.rules.text import Section, Text

TONES = {
    Standing.IN_FORCE: Tone.ON_TIME,
    Standing.COMING: Tone.WAITING,
    Standing.UNDER_REVIEW: Tone.SOON,
    Standing.DRAFT: Tone.PLAIN,
    Standing.SUPERSEDED: Tone.DONE,
    Standing.WITHDRAWN: Tone.DONE,
}


DUENESS_TONES = {
    Dueness.LATE: Tone.LATE,
    Dueness.SOON: Tone.SOON,
    Dueness.IN_TIME: Tone.ON_TIME,
}
REQUEST_TONES = {
    RequestStage.OPEN: Tone.SOON,
    RequestStage.ACCEPTED: Tone.WAITING,
    RequestStage.REFUSED: Tone.DONE,
    RequestStage.TAKEN_BACK: Tone.DONE,
    RequestStage.CLOSED: Tone.DONE,
}


@dataclass(frozen=True, slots=True)
class StandingShown:
    """A revision beside its standing: a tone, a word, and the standing itself for conditions."""

    revision: Revision
    standing: Standing

    @property
    def tone(self) -> Tone:
        """The mark that stands before the word."""
        return TONES[self.standing]

    @property
    def name(self) -> str | Promise:
        """The word."""
        return STANDING_NAMES[self.standing]


def standing_shown(revision: Revision, *, at: datetime) -> StandingShown:
    """Return a revision with its standing at a moment."""
    return StandingShown(revision, revision.standing(at=at))


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section with its number and title."""

    section: Section
    said: str

    @property
    def title(self) -> str:
        """The heading: 5. Content."""
        return f"{self.section.place}. {SECTION_NAMES[self.section]}"


def sections_of(text: Text) -> list[SectionShown]:
    """Return the sections in order; those without a word too, as the paper has them."""
    return [SectionShown(section, text.of(section)) for section in Section]


def differences_of(before: Text, after: Text) -> list[tuple[str, SectionDifference]]:
    """Return the sections that changed, under their headings."""
    return [
        (SectionShown(part.section, "").title, part)
        for part in compare(before, after)
        if part.changed
    ]


def rows_of_differences(before: Text, after: Text) -> list[tuple[str, tuple[Row, ...]]]:
    """Return the sections that changed, paragraph beside paragraph, under their headings."""
    return [
        (SectionShown(section, "").title, rows_between(before.of(section), after.of(section)))
        for section in Section
        if before.of(section) != after.of(section)
    ]


def signature_block(revision: Revision) -> tuple[str, ...]:
    """Return the lines above the signature: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH; empty for a draft."""
    if revision.approved_by is None:
        return ()
    giver = revision.delegation.giver.post.title if revision.delegation else ""
    return signing_lines(SigningForm(revision.signing_form), revision.approved_by.post.title, giver)


def cover_of(revision: Revision) -> list[tuple[str, str]]:
    """Return what the cover of the paper says; what is not known yet is left out."""
    document = revision.document
    pairs = [
        (_("Issue number"), f"{revision.issue:02}"),
        (_("Amendment number"), f"{revision.amendment:02}"),
        (_("Level of the document"), str(document.level)),
        (_("Drafting unit"), document.unit),
        (_("Confidentiality"), document.get_confidentiality_display()),
        (_("Drafted by"), _signed(revision.drafted_by, revision.drafted_at)),
        (_("Reviewed by"), _signed(revision.reviewed_by, revision.reviewed_at)),
        (_("Reviewed by the approver because"), revision.sole_reviewer_reason),
        (_("Approved by"), _approved(revision)),
        (_("By delegation"), revision.delegation.decision if revision.delegation else ""),
        (_("Adopted by"), _adopted(revision)),
        (_("In force from"), start(revision.begins_at)),
        (_("In force until"), start(revision.ends_at)),
        (_("Withdrawn by"), _signed(revision.withdrawn_by, revision.withdrawn_at)),
        (_("Withdrawn because"), revision.withdrawal_reason),
    ]
    return [(term, said) for term, said in pairs if said]


def _signed(staff: Staff | None, at: datetime | None) -> str:
    return f"{staff.person.full_name}, {staff.post.title} ({day(at)})" if staff else ""


def _approved(revision: Revision) -> str:
    if revision.approved_by is None:
        return ""
    name = f"{revision.approved_by.person.full_name} ({day(revision.approved_at)})"
    # As papers print it, whatever the reader's language.
    return format_html('<span lang="vi">{}</span>', " – ".join([*signature_block(revision), name]))


def _adopted(revision: Revision) -> str:
    if revision.decision is None:
        return ""
    return _("%(number)s of %(day)s by %(issuer)s, signed by %(signer)s") % {
        "number": revision.decision_number,
        "day": day(revision.decision_on),
        "issuer": revision.decision_issuer,
        "signer": revision.decision_signer,
    }
