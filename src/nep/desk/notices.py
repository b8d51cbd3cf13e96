"""What the desk adds to notices: the post they concern, and the outbox for administrators."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from nep.agencies.queries import posts_held_by
from nep.agencies.requests import POST_KEY, lacks_second_factor, open_post
from nep.agencies.rules import Permission
from nep.foundation import clock
from nep.foundation.slots import fill
from nep.platform.notices import opening
from nep.platform.notices.mail import mail_is_on
from nep.platform.notices.queries import outbox


def step_into(request: HttpRequest, staff_id: int) -> None:
    """Let the person work in the post, if it is one of theirs today."""
    held = posts_held_by(request.user.pk or 0, at=clock.now())
    if held.filter(pk=staff_id).exists():
        request.session[POST_KEY] = staff_id


def letters(request: HttpRequest, _subject: object) -> Mapping[str, Any] | None:
    """Return how the outbox stands, to administrators alone, proved as their post asks."""
    if not hasattr(request, "actor") and not open_post(request):
        return None
    actor = request.actor  # type: ignore[attr-defined]  # as just made sure
    if not actor.holds(Permission.ADMINISTER) or lacks_second_factor(request):
        return None
    return {"outbox": outbox(), "mail_is_on": mail_is_on()}


opening.provide(step_into)
fill("notices.inbox.below", "desk/letters.html", letters)
