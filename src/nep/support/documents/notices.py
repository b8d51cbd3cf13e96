"""What people are told of documents."""

from django.utils.translation import gettext_lazy as _

from nep.foundation.ui import Tone
from nep.platform.notices.rules import notice_kind

REVIEW_WAITS = notice_kind(
    "documents.review_waits",
    _("Revision %(number)s of %(code)s waits for your review"),
    "code",
    "number",
    many=_("%(count)s revisions wait for your review"),
)
APPROVAL_WAITS = notice_kind(
    "documents.approval_waits",
    _("Revision %(number)s of %(code)s was reviewed and waits for your approval"),
    "code",
    "number",
    many=_("%(count)s revisions wait for your approval"),
)
RETURNED = notice_kind(
    "documents.revision_returned",
    _("Revision %(number)s of %(code)s came back from review with remarks"),
    "code",
    "number",
    tone=Tone.SOON,
)
IN_FORCE = notice_kind(
    "documents.in_force",
    _("Revision %(number)s of %(code)s “%(title)s” applies from %(since)s"),
    "code",
    "number",
    "title",
    "since",
    many=_("%(count)s new texts apply at your agency, or soon will"),
    tone=Tone.DONE,
)
TAKEN_OVER = notice_kind(
    "documents.draft_taken_over",
    _("%(name)s took the draft of revision %(number)s of %(code)s over from you"),
    "name",
    "code",
    "number",
    tone=Tone.SOON,
)
REQUEST_WAITS = notice_kind(
    "documents.request_waits",
    _("Change request %(label)s waits for your answer"),
    "label",
    many=_("%(count)s change requests wait for your answer"),
)
REQUEST_ACCEPTED = notice_kind(
    "documents.request_accepted",
    _("Your change request %(label)s was accepted"),
    "label",
    tone=Tone.DONE,
)
REQUEST_REFUSED = notice_kind(
    "documents.request_refused",
    _("Your change request %(label)s was not accepted"),
    "label",
    tone=Tone.SOON,
)
REVIEW_DUE = notice_kind(
    "documents.review_due",
    _("The periodic review of %(code)s is due on %(due)s"),
    "code",
    "due",
    many=_("%(count)s documents are soon due for their periodic review"),
    tone=Tone.SOON,
)
