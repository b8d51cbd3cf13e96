"""Limits as officials write them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nep.lib.worktime.limits import Limit, Unit


def limit_in_words(limit: Limit) -> str:
    """Write a limit: 0,5 ngày làm việc."""
    count = number_format(Decimal(format(limit.value.normalize(), "f")), use_l10n=True)
    match limit.unit:
        case Unit.HOUR:
            return _("%(count)s hour(s)") % {"count": count}
        case Unit.DAY:
            return _("%(count)s day(s)") % {"count": count}
        case Unit.WORKING_DAY:
            return _("%(count)s working day(s)") % {"count": count}
