"""In whose name a paper is signed, as its block of signatures prints it (NĐ 30/2020 Điều 13)."""

from nep.agencies.models import Staff
from nep.agencies.queries import staff_holding
from nep.agencies.rules import Role
from nep.support.documents.models import Revision
from nep.support.documents.rules.approval import SigningForm

DEPUTY = "Phó "


def signed_as(revision: Revision) -> str:
    """Return what stands above the approver's signature: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."""
    approver = revision.approved_by
    if approver is None:
        return ""
    form, post = SigningForm(revision.signing_form), approver.post.title
    if form is SigningForm.IN_OWN_RIGHT:
        return post.upper()
    named = {
        SigningForm.ON_BEHALF: lambda: "Ủy ban nhân dân",
        SigningForm.FOR_THE_HEAD: lambda: _head_above(post) or _head(revision),
        SigningForm.BY_ORDER: lambda: _head(revision),
        SigningForm.BY_AUTHORITY: lambda: _giver(revision) or _head(revision),
    }[form]()
    return f"{form.value} {named}\n{post}".upper()


def _head_above(post: str) -> str:
    return post.removeprefix(DEPUTY).capitalize() if post.startswith(DEPUTY) else ""


def _giver(revision: Revision) -> str:
    return revision.delegation.giver.post.title if revision.delegation else ""


def _head(revision: Revision) -> str:
    """Name the post of the agency's head when the text was approved."""
    assert revision.approved_at is not None  # noqa: S101 - a constraint of the table
    leaders = staff_holding(Role.LEADER, revision.document.agency, at=revision.approved_at)
    return next((title for title in map(_title, leaders) if not title.startswith(DEPUTY)), "")


def _title(staff: Staff) -> str:
    return staff.post.title
