"""The acts on accounts, as the journal tells them."""

from django.utils.translation import gettext_lazy as _

from nep.platform.journal.rules import act

SECOND_FACTOR_NAMES = {
    "totp": _("codes of a telephone"),
    "webauthn": _("passkey or security key"),
}

PERSON_ADDED = act(
    "accounts.person_added", _("%(actor)s opened the account %(username)s"), "username"
)
PASSWORD_RESET = act(
    "accounts.password_reset",
    _("%(actor)s gave the account %(username)s a one-time password"),
    "username",
)
PASSWORD_CHANGED = act("accounts.password_changed", _("%(actor)s changed their password"))
ACCOUNT_LOCKED = act(
    "accounts.account_locked",
    _("%(actor)s locked the account %(username)s: %(reason)s"),
    "username",
    "reason",
)
ACCOUNT_CLOSED = act(
    "accounts.account_closed",
    _("%(actor)s closed the account %(username)s, whose person left"),
    "username",
)
ACCOUNT_IDLE = act(
    "accounts.account_idle",
    _("%(actor)s closed the account %(username)s, unused for %(days)s days"),
    "username",
    "days",
)
ACCOUNT_OPENED = act(
    "accounts.account_opened", _("%(actor)s opened the account %(username)s again"), "username"
)
PROFILE_CHANGED = act(
    "accounts.profile_changed", _("%(actor)s changed the profile of %(username)s"), "username"
)
SECOND_FACTOR_ADDED = act(
    "accounts.second_factor_added",
    _("%(actor)s set up a second factor of signing in (%(kind)s)"),
    "kind",
    names={"kind": SECOND_FACTOR_NAMES},
)
SECOND_FACTOR_REMOVED = act(
    "accounts.second_factor_removed",
    _("%(actor)s removed a second factor of signing in (%(kind)s)"),
    "kind",
    names={"kind": SECOND_FACTOR_NAMES},
)
SECOND_FACTORS_RESET = act(
    "accounts.second_factors_reset",
    _("%(actor)s removed every second factor of the account %(username)s"),
    "username",
)
SESSIONS_ENDED = act("accounts.sessions_ended", _("%(actor)s ended their other sessions"))
