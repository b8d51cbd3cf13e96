"""Limits as officials write them."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nep.lib.worktime.limits import Limit, Unit

_WORDS: Mapping[Unit, str | Promise] = {
    Unit.HOUR: _("%(count)s hour(s)"),
    Unit.DAY: _("%(count)s day(s)"),
    Unit.WORKING_DAY: _("%(count)s working day(s)"),
}


def limit_in_words(limit: Limit) -> str:
    """Write a limit: 0,5 ngày làm việc."""
    count = number_format(Decimal(format(limit.value.normalize(), "f")), use_l10n=True)
    return str(_WORDS[limit.unit]) % {"count": count}
