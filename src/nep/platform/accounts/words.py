"""Sentences of allauth about second factors that Nếp says in its own way (see foundation.words)."""

from django.utils.translation import gettext_noop as _

SECOND_FACTORS = (
    _("Authenticator code"),
    _("Code"),
    _("Incorrect code."),
    _("Master key"),
    _("Backup key"),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
)
