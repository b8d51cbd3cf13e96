"""Words that stand in data and are shown translated: how an agency and its end are known."""

from django.utils.translation import gettext_noop as _

BASES = (_("territorial list 2023"), _("assumed"), _("seed"))
OF_SUCCESSIONS = (
    _("published list of 2025 units"),
    _("district level abolished 2025-07-01"),
    _("direction of the 2024 merger assumed; disappearance found"),
)
