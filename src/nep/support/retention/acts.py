"""The acts on records kept, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

TERM_SET = act(
    "retention.term_set",
    _("%(actor)s set the retention of “%(kind)s” to %(term)s from %(since)s (%(source)s)"),
    "kind",
    "term",
    "since",
    "source",
)
RECORD_ENTERED = act(
    "retention.record_entered",
    _("%(actor)s entered the record %(number)s %(title)s"),
    "number",
    "title",
)
WORK_ENDED = act(
    "retention.work_ended",
    _("%(actor)s closed the record %(number)s: the work ended on %(day)s"),
    "number",
    "day",
)
RECORD_ARCHIVED = act(
    "retention.record_archived",
    _("%(actor)s handed the record %(number)s to the archive on %(day)s"),
    "number",
    "day",
)
DISPOSAL_PROPOSED = act(
    "retention.disposal_proposed",
    _("%(actor)s proposed to destroy %(count)s records: %(reason)s"),
    "count",
    "reason",
)
DISPOSAL_APPROVED = act(
    "retention.disposal_approved",
    _("%(actor)s approved the disposal of %(count)s records"),
    "count",
)
DISPOSAL_REFUSED = act(
    "retention.disposal_refused",
    _("%(actor)s did not approve the disposal of %(count)s records (%(numbers)s): %(remark)s"),
    "count",
    "numbers",
    "remark",
)
DISPOSAL_CARRIED_OUT = act(
    "retention.disposal_carried_out",
    _("%(actor)s recorded that %(count)s records were destroyed on %(day)s"),
    "count",
    "day",
)
