"""The acts of distribution, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

DISTRIBUTED = act(
    "distribution.distributed",
    _("%(actor)s distributed %(code)s to: %(posts)s"),
    "code",
    "posts",
)
READ = act(
    "distribution.read",
    _("%(actor)s confirmed having read revision %(number)s of %(code)s"),
    "code",
    "number",
)
REMINDED = act(
    "distribution.reminded",
    _("%(actor)s reminded %(count)s people to read revision %(number)s of %(code)s"),
    "code",
    "number",
    "count",
)
