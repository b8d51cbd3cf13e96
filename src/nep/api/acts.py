"""The acts of connections, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

CONNECTION_OPENED = act(
    "api.connection_opened",
    _("%(actor)s opened the connection %(name)s, reading %(scopes)s until %(until)s"),
    "name",
    "scopes",
    "until",
)
CONNECTION_REVOKED = act(
    "api.connection_revoked", _("%(actor)s revoked the connection %(name)s"), "name"
)
