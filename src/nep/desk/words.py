"""Words that stand in data and are shown translated: how an agency is known."""

from django.utils.translation import gettext_noop as _

BASES = (_("territorial list 2023"), _("assumed"), _("seed"))
