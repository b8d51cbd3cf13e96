"""A revision as a paper: its cover, its amendment sheet, its sections (rules §5.1–5.2; R66)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import override

from nep.agencies.models import Agency
from nep.agencies.queries import leading_unit, local_day
from nep.foundation.templatetags.nep import day
from nep.support.documents.models import KIND_NAMES, Revision
from nep.support.documents.papers.sections import body_of, by_place
from nep.support.documents.papers.signing import signed_as
from nep.support.documents.papers.value import Block, Column, Cover, Heading, Paper, Table
from nep.support.documents.queries.printing import revisions_up_to
from nep.support.documents.queries.requests import requests_named_by
from nep.support.documents.rules.documents import Confidentiality, DocumentKind
from nep.support.documents.rules.revisions import Standing

PROCEDURES = frozenset({DocumentKind.PROCEDURE, DocumentKind.SYSTEM_PROCEDURE})
NO_DAY = "…/…/……"


def paper_of(revision: Revision, *, at: datetime) -> Paper:
    """Return what the paper of a revision says, as it stands at a moment."""
    with override("vi"):
        document, body = revision.document, tuple(body_of(revision))
        return Paper(
            agency=document.agency.name,
            title=document.title,
            code=document.code,
            marks=marks_of(revision),
            page_word=_("Page"),
            stamp=stamp_of(revision, at=at),
            cover=_cover(revision),
            sheet=tuple(_amendments(revision, body)),
            body=body,
            at=at,
        )


def marks_of(revision: Revision) -> tuple[tuple[str, str], ...]:
    """Return what tells one issue from another, on the cover and on every page."""
    return (
        (_("Document code"), revision.document.code),
        (_("Issue no."), revision.label),
        (_("Issued on"), day(_issued_on(revision)) or NO_DAY),
    )


def stamp_of(revision: Revision, *, at: datetime) -> str:
    """Return what stands across every page of a text that nobody may work by."""
    standing = revision.standing(at=at)
    if standing in {Standing.DRAFT, Standing.UNDER_REVIEW}:
        return _("DRAFT")
    gone = standing in {Standing.SUPERSEDED, Standing.WITHDRAWN}
    return _("NO LONGER IN FORCE") if gone else ""


def _issued_on(revision: Revision) -> date | None:
    return local_day(revision.approved_at) if revision.approved_at else None


def _cover(revision: Revision) -> Cover:
    document = revision.document
    kind = (
        _("PROCEDURE")
        if document.kind in PROCEDURES
        else str(KIND_NAMES[DocumentKind(document.kind)])
    )
    named_in_title = document.title.casefold().startswith(kind.casefold())
    return Cover(
        superior=_superior(document.agency),
        kind="" if named_in_title else kind.upper(),
        facts=tuple((name.upper(), said) for name, said in marks_of(revision)),
        signatures=_signatures(revision),
        signed_in=2,
        note=_note(revision),
    )


def _superior(agency: Agency) -> str:
    above = leading_unit(agency).parent
    return above.name if above else ""


def _signatures(revision: Revision) -> Table:
    acts = (
        (revision.drafted_by, revision.drafted_at, ""),
        (revision.reviewed_by, revision.reviewed_at, ""),
        (revision.approved_by, revision.approved_at, signed_as(revision)),
    )
    rows = [
        (_("Full name"), *(staff.person.full_name if staff else "" for staff, _at, _as in acts)),
        (_("Position held"), *(staff.post.title if staff else "" for staff, _at, _as in acts)),
        (_("Signature"), *(signed for _staff, _at, signed in acts)),
        (_("Day"), *(day(when) for _staff, when, _as in acts)),
    ]
    heads = (_("Drafted"), _("Reviewed"), _("Approved for issue"))
    shares = zip(heads, (42, 42, 52), strict=True)
    columns = (
        Column("", 20),
        *(Column(head.upper(), share, centred=True) for head, share in shares),
    )
    return Table(columns, tuple(rows))


def _note(revision: Revision) -> str:
    said = []
    if revision.decision is not None:
        said.append(
            _("Adopted by decision %(number)s of %(day)s, %(issuer)s.")
            % {
                "number": revision.decision_number,
                "day": day(revision.decision_on),
                "issuer": revision.decision_issuer,
            }
        )
    if revision.begins_at:
        said.append(_("In force from %(day)s.") % {"day": day(revision.begins_at)})
    if revision.document.confidentiality == Confidentiality.INTERNAL:
        said.append(_("For use within the agency."))
    return "\n".join(said)


def _amendments(revision: Revision, body: Sequence[Block]) -> Iterator[Block]:
    """Write the amendment sheet: what every issue up to this one changed, and where."""
    issues = revisions_up_to(revision)
    bodies = [body if one.pk == revision.pk else tuple(body_of(one)) for one in issues]
    first, *later = issues
    rows = [("", _("All of it"), _("First issue"), first.label, day(_issued_on(first)))]
    for one, (before, after) in zip(later, pairwise(bodies), strict=True):
        rows.append(
            (
                _asked_by(one),
                ", ".join(_places_changed(before, after)),
                one.change_summary,
                one.label,
                day(_issued_on(one)) or NO_DAY,
            )
        )
    yield Heading(1, _("Amendments of the document").upper())
    yield Table(
        (
            Column(_("Request to amend or supplement"), 38),
            Column(_("Page or part concerned"), 30),
            Column(_("What was changed"), 60),
            Column(_("Amendment no."), 22, centred=True),
            Column(_("Day amended"), 26, centred=True),
        ),
        tuple(rows),
    )


def _asked_by(revision: Revision) -> str:
    asked = [request.label for request in requests_named_by(revision)]
    return "\n".join(filter(None, (*asked, revision.decision_number)))


def _places_changed(before: Sequence[Block], after: Sequence[Block]) -> Iterator[str]:
    was, now = by_place(before), by_place(after)
    for place in dict.fromkeys([*was, *now]):
        if was.get(place) != now.get(place):
            yield _("Part %(place)s") % {"place": place}
