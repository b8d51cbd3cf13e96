"""The acts of agencies, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.agencies.models import DUTY_NAMES, ROLE_NAMES
from nep.platform.journal.rules import act

AGENCY_ESTABLISHED = act(
    "agencies.agency_established", _("%(actor)s established %(agency)s"), "agency"
)
AGENCY_SUCCEEDED = act(
    "agencies.agency_succeeded",
    _("%(actor)s recorded that %(successor)s follows %(predecessor)s"),
    "predecessor",
    "successor",
)
AGENCY_DISSOLVED = act(
    "agencies.agency_dissolved", _("%(actor)s recorded that %(agency)s was dissolved"), "agency"
)
FOCAL_AGENCY_NAMED = act(
    "agencies.focal_agency_named", _("%(actor)s named %(agency)s the focal agency"), "agency"
)
UNIT_ADDED = act(
    "agencies.unit_added", _("%(actor)s added %(unit)s to %(agency)s"), "unit", "agency"
)
STAFF_APPOINTED = act(
    "agencies.staff_appointed",
    _("%(actor)s appointed %(person)s to the post %(post)s"),
    "person",
    "post",
)
ROLE_GIVEN = act(
    "agencies.role_given",
    _("%(actor)s gave %(person)s the role %(role)s"),
    "person",
    "role",
    names={"role": ROLE_NAMES},
)
ROLE_WITHDRAWN = act(
    "agencies.role_withdrawn",
    _("%(actor)s withdrew the role %(role)s from %(person)s"),
    "person",
    "role",
    names={"role": ROLE_NAMES},
)
POST_LEFT = act(
    "agencies.post_left",
    _("%(actor)s recorded that %(person)s left the post %(post)s"),
    "person",
    "post",
)
RIGHTS_REVIEWED = act(
    "agencies.rights_reviewed",
    _("%(actor)s reviewed the rights of %(people)s people of %(agency)s: %(remark)s"),
    "agency",
    "people",
    "remark",
)
ROLE_DELEGATED = act(
    "agencies.role_delegated",
    _("%(actor)s recorded that %(receiver)s stands in for %(giver)s by decision %(decision)s"),
    "receiver",
    "giver",
    "decision",
)
PROVINCE_FOUNDED = act(
    "agencies.province_founded",
    _("%(actor)s began the records of %(province)s"),
    "province",
)
AGENCIES_IMPORTED = act(
    "agencies.agencies_imported",
    _("%(actor)s established %(count)s agencies from the file %(file)s"),
    "count",
    "file",
)
DUTY_CHANGED = act(
    "agencies.duty_changed",
    _("%(actor)s changed the duty of %(agency)s to “%(duty)s” from %(since)s (%(source)s)"),
    "agency",
    "duty",
    "since",
    "source",
    names={"duty": DUTY_NAMES},
)
IDENTIFIER_GIVEN = act(
    "agencies.identifier_given",
    _("%(actor)s gave %(agency)s the identifier %(identifier)s"),
    "agency",
    "identifier",
)
