"""The acts of parameters, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.norms.parameters.models import DAY_KIND_NAMES
from nep.platform.journal.rules import act

REFERENCE_LOADED = act(
    "parameters.reference_loaded",
    _("%(actor)s loaded reference numbers: %(added)s added, %(changed)s changed"),
    "added",
    "changed",
)
CLOCK_SHIFTED = act(
    "parameters.clock_shifted",
    _("%(actor)s shifted the clock from %(before)s to %(after)s weeks"),
    "before",
    "after",
)
VALUE_SET = act(
    "parameters.value_set",
    _("%(actor)s set “%(parameter)s” to %(value)s from %(since)s (%(source)s)"),
    "parameter",
    "value",
    "since",
    "source",
)
VALUE_WITHDRAWN = act(
    "parameters.value_withdrawn",
    _("%(actor)s withdrew the value %(value)s planned from %(since)s: %(reason)s"),
    "value",
    "since",
    "reason",
)
HOURS_SET = act(
    "parameters.hours_set",
    _("%(actor)s set the office hours of %(place)s from %(since)s (%(source)s)"),
    "place",
    "since",
    "source",
)
HOURS_ENDED = act(
    "parameters.hours_ended",
    _("%(actor)s let %(place)s keep the hours of the province again from %(since)s (%(source)s)"),
    "place",
    "since",
    "source",
)
HOURS_WITHDRAWN = act(
    "parameters.hours_withdrawn",
    _("%(actor)s withdrew the hours planned for %(place)s from %(since)s: %(reason)s"),
    "place",
    "since",
    "reason",
)
DAYS_DECIDED = act(
    "parameters.days_decided",
    _("%(actor)s decided %(first)s – %(last)s for %(place)s: %(kind)s, %(name)s (%(source)s)"),
    "first",
    "last",
    "place",
    "kind",
    "name",
    "source",
    names={"kind": DAY_KIND_NAMES},
)
DAY_WITHDRAWN = act(
    "parameters.day_withdrawn",
    _("%(actor)s withdrew what was decided for %(day)s at %(place)s: %(reason)s"),
    "day",
    "place",
    "reason",
)
CALENDAR_CONFIRMED = act(
    "parameters.calendar_confirmed",
    _("%(actor)s confirmed the office hours and the days off of %(year)s"),
    "year",
)
