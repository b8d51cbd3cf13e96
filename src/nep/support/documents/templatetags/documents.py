"""The standing of a revision, the stage of a request, and the remarks at a place."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from nep.foundation.templatetags.ui import pill
from nep.support.documents.models import REQUEST_STAGE_NAMES, ChangeRequest, Remark, Revision
from nep.support.documents.presentation import REQUEST_TONES, standing_shown
from nep.support.documents.rules.requests import RequestStage

register = template.Library()


@register.simple_tag
def standing(revision: Revision, at: datetime) -> SafeString:
    """Say what a revision is at a moment: its mark and its word."""
    shown = standing_shown(revision, at=at)
    return pill(shown.tone, shown.name)


@register.simple_tag
def request_stage(asked: ChangeRequest) -> SafeString:
    """Say how far a change request has come: its mark and its word."""
    stage = RequestStage(asked.stage)
    return pill(REQUEST_TONES[stage], REQUEST_STAGE_NAMES[stage])


@register.simple_tag
def at_place(by_place: Mapping[str, Sequence[Remark]] | None, key: str) -> Sequence[Remark]:
    """Return the remarks at one place; `{% at_place remarks "step:B3" as here %}`."""
    return (by_place or {}).get(key, ())
