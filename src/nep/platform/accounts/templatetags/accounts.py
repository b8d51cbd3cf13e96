"""What the page of signing in says of the dated numbers."""

from django import template
from django.utils.translation import gettext as _

from nep.foundation import clock
from nep.platform.accounts.sign_in import lock_out

register = template.Library()


@register.simple_tag
def lock_out_told() -> str:
    """Say how many wrong tries lock a name, and for how long."""
    tries, minutes = lock_out(clock.now())
    sentence = _("%(tries)s wrong tries lock a name for %(minutes)s minutes.")
    return sentence % {"tries": tries, "minutes": minutes}
