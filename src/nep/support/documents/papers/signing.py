"""In whose name a paper is signed, as its block of signatures prints it (NĐ 30/2020 Điều 13)."""

from nep.agencies.queries import staff_holding
from nep.agencies.rules import Role
from nep.support.documents.models import Revision
from nep.support.documents.rules.approval import SigningForm, signing_lines

DEPUTY = "Phó "


def signed_as(revision: Revision) -> str:
    """Return what stands above the approver's signature: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."""
    approver = revision.approved_by
    if approver is None:
        return ""
    form = SigningForm(revision.signing_form)
    return "\n".join(signing_lines(form, approver.post.title, _in_whose_name(revision, form)))


def _in_whose_name(revision: Revision, form: SigningForm) -> str:
    """Name the post that lends its name: of who delegated, or of the head who gave the order."""
    if revision.delegation is not None:
        return revision.delegation.giver.post.title
    if form not in {SigningForm.BY_ORDER, SigningForm.BY_AUTHORITY}:
        return ""
    assert revision.approved_at is not None  # noqa: S101 - a constraint of the table
    leaders = staff_holding(Role.LEADER, revision.document.agency, at=revision.approved_at)
    titles = (leader.post.title for leader in leaders)
    return next((title for title in titles if not title.startswith(DEPUTY)), "")
