"""What an approval says: from when, by what decision, and in whose name it is signed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SigningForm(StrEnum):
    """In whose name a paper is signed (NĐ 30/2020 Điều 13); the value is what is printed."""

    IN_OWN_RIGHT = ""
    ON_BEHALF = "TM."
    FOR_THE_HEAD = "KT."
    BY_ORDER = "TL."
    BY_AUTHORITY = "TUQ."


def usual_signing_form(*, delegated: bool, deputy: bool, of_a_committee: bool) -> SigningForm:
    """Return how this signer usually signs.

    A delegate signs TUQ., a deputy KT.; the head of a body that decides collectively, such as
    a people's committee, signs TM., the head of any other agency in their own right.
    """
    if delegated:
        return SigningForm.BY_AUTHORITY
    if deputy:
        return SigningForm.FOR_THE_HEAD
    return SigningForm.ON_BEHALF if of_a_committee else SigningForm.IN_OWN_RIGHT


_DEPUTY = "PHÓ "
COMMITTEE = "ỦY BAN NHÂN DÂN"


def signing_lines(form: SigningForm, post: str, giver_post: str = "") -> tuple[str, ...]:
    """Return the lines that stand above a signature (NĐ 30/2020 Điều 13, Phụ lục I).

    A deputy signs for the post without its "Phó"; a delegate by authority of the post that gave
    it. A post whose head cannot be told from these stands alone under the bare mark.
    """
    own = _short(post)
    if form is SigningForm.IN_OWN_RIGHT:
        return (own,)
    if form is SigningForm.ON_BEHALF:
        return (f"{form} {COMMITTEE}", own)
    head = _short(giver_post) or (own.removeprefix(_DEPUTY) if own.startswith(_DEPUTY) else "")
    return (f"{form} {head}", own) if head else (f"{form} {own}",)


def _short(post: str) -> str:
    """Return a post as it stands above a signature: the paper names the committee already."""
    return post.upper().removesuffix(" UBND")


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that adopted a text: số, ngày, người ký, cơ quan ban hành."""

    number: str
    on: date
    signer: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Approval:
    """All that an approver states; `signing` is the usual form for their post when not given.

    `sole_reviewer_reason` says why the approver also reviewed the text: possible only where
    nobody else at the agency could.
    """

    effective_from: datetime
    decision: Decision | None = None
    signing: SigningForm | None = None
    sole_reviewer_reason: str = ""
