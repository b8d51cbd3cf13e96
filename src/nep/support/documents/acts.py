"""The acts on documents, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

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
