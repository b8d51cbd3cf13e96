"""What is done to dossiers, told in sentences: events, and looks at personal data."""

from django.utils.translation import gettext_lazy as _

from nep.operation.dossiers.rules.keys import ApplicantKey
from nep.operation.dossiers.rules.states import Kind
from nep.platform.journal.rules import act

SENTENCES = {
    Kind.RECEIVED: _("%(actor)s received the dossier"),
    Kind.CLAIMED: _("%(actor)s took up step %(step)s"),
    Kind.ASSIGNED: _("%(actor)s assigned step %(step)s to %(holder)s"),
    Kind.COMPLETED: _("%(actor)s completed step %(step)s"),
    Kind.RETURNED: _("%(actor)s returned step %(step)s to %(target)s: %(reason)s"),
    Kind.HANDED_OVER: _("%(actor)s handed over the result"),
}

KEY_NAMES = {
    ApplicantKey.NAME: _("full name"),
    ApplicantKey.PHONE: _("telephone number"),
    ApplicantKey.IDENTITY: _("identity number"),
}

APPLICANT_SEEN = act(
    "dossiers.applicant_seen",
    _("%(actor)s looked at the personal data of dossier %(code)s"),
    "code",
)
APPLICANT_SEEN_FROM_OUTSIDE = act(
    "dossiers.applicant_seen_from_outside",
    _("%(actor)s, of another agency, looked at the personal data of dossier %(code)s: %(purpose)s"),
    "code",
    "purpose",
)
PAPER_PRINTED = act(
    "dossiers.paper_printed",
    _("%(actor)s printed the paper “%(paper)s” of dossier %(code)s"),
    "code",
    "paper",
)
APPLICANT_SOUGHT = act(
    "dossiers.applicant_sought",
    _("%(actor)s looked for an applicant by %(key)s and found dossiers: %(found)s"),
    "key",
    "found",
    names={"key": KEY_NAMES},
)
PATTERN_SET = act(
    "dossiers.pattern_set",
    _("%(actor)s set dossier codes of %(place)s to “%(pattern)s” from %(since)s (%(source)s)"),
    "place",
    "pattern",
    "since",
    "source",
)
PATTERN_ENDED = act(
    "dossiers.pattern_ended",
    _("%(actor)s let %(place)s write dossier codes as the province from %(since)s (%(source)s)"),
    "place",
    "since",
    "source",
)
PATTERN_WITHDRAWN = act(
    "dossiers.pattern_withdrawn",
    _("%(actor)s withdrew the dossier codes planned for %(place)s from %(since)s: %(reason)s"),
    "place",
    "since",
    "reason",
)
