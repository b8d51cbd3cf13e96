"""The acts on documents, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act
from nep.support.documents.models import FINDING_NAMES

REVISION_DRAFTED = act(
    "documents.revision_drafted",
    _("%(actor)s opened the draft of revision %(number)s of %(code)s"),
    "code",
    "number",
)
DRAFT_DISCARDED = act(
    "documents.draft_discarded",
    _("%(actor)s discarded the draft of revision %(number)s of %(code)s"),
    "code",
    "number",
)
TEXT_WRITTEN = act(
    "documents.text_written",
    _("%(actor)s wrote the text of revision %(number)s of %(code)s"),
    "code",
    "number",
    "edition",
)
REVISION_SUBMITTED = act(
    "documents.revision_submitted",
    _("%(actor)s sent revision %(number)s of %(code)s to review"),
    "code",
    "number",
)
REVISION_RETURNED = act(
    "documents.revision_returned",
    _("%(actor)s returned revision %(number)s of %(code)s to its drafter: %(remark)s"),
    "code",
    "number",
    "remark",
)
REVIEW_CONFIRMED = act(
    "documents.review_confirmed",
    _("%(actor)s reviewed revision %(number)s of %(code)s and found it fit for approval"),
    "code",
    "number",
)
REVISION_APPROVED = act(
    "documents.revision_approved",
    _("%(actor)s approved revision %(number)s of %(code)s, in force from %(effective_from)s"),
    "code",
    "number",
    "effective_from",
    "delegation",
)
REVISION_WITHDRAWN = act(
    "documents.revision_withdrawn",
    _("%(actor)s withdrew revision %(number)s of %(code)s: %(reason)s"),
    "code",
    "number",
    "reason",
)
DRAFT_TAKEN_OVER = act(
    "documents.draft_taken_over",
    _("%(actor)s took the draft of revision %(number)s of %(code)s over from %(holder)s"),
    "code",
    "number",
    "holder",
    "holder_id",
)
REMARK_MENDED = act(
    "documents.remark_mended",
    _("%(actor)s answered a remark on revision %(number)s of %(code)s: %(place)s"),
    "code",
    "number",
    "place",
)
DOCUMENT_STOPPED = act(
    "documents.document_stopped",
    _("%(actor)s stopped %(code)s from %(since)s: %(reason)s"),
    "code",
    "since",
    "reason",
)
DOCUMENT_DESCRIBED = act(
    "documents.document_described",
    _("%(actor)s changed what registers say of %(code)s"),
    "code",
    "unit",
    "confidentiality",
    "months",
)
DOCUMENT_REVIEWED = act(
    "documents.document_reviewed",
    _("%(actor)s reviewed %(code)s, which was due from time to time: %(finding)s"),
    "code",
    "finding",
    names={"finding": FINDING_NAMES},
)
REQUEST_ASKED = act(
    "documents.request_asked",
    _("%(actor)s asked by request %(label)s for a change: %(about)s"),
    "label",
    "about",
)
REQUEST_ACCEPTED = act(
    "documents.request_accepted",
    _("%(actor)s accepted request %(label)s: %(about)s"),
    "label",
    "about",
)
REQUEST_REFUSED = act(
    "documents.request_refused",
    _("%(actor)s did not accept request %(label)s: %(about)s"),
    "label",
    "about",
)
REQUEST_TAKEN_BACK = act(
    "documents.request_taken_back",
    _("%(actor)s took request %(label)s back: %(about)s"),
    "label",
    "about",
)
