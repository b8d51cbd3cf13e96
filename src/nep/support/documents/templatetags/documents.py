"""The standing of a revision, as a pill."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from nep.foundation.templatetags.ui import pill
from nep.support.documents.models import Revision
from nep.support.documents.presentation import standing_shown

register = template.Library()


@register.simple_tag
def standing(revision: Revision, at: datetime) -> SafeString:
    """Say what a revision is at a moment: its mark and its word."""
    shown = standing_shown(revision, at=at)
    return pill(shown.tone, shown.name)
