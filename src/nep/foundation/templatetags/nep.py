"""Tags and filters of every template: slots, dates and numbers as officials write them."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString, mark_safe

from nep.foundation.clock import VIETNAM
from nep.foundation.slots import fillings

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, subject: Any = None) -> SafeString:  # noqa: ANN401
    """Render what modules above put here, in their order."""
    request = context["request"]
    engine = context.template.engine  # type: ignore[union-attr]  # bound while rendering
    parts = []
    for filling in fillings(name):
        built = filling.build(request, subject)
        if built is not None:
            page = engine.get_template(filling.template)
            with context.push(**built):
                parts.append(page.render(context))
    return mark_safe("".join(parts))  # noqa: S308 - each part was escaped by its own template


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as officials do: 27/11/2023."""
    if value is None:
        return ""
    return f"{_local(value):%d/%m/%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as officials do: 14:05 27/11/2023."""
    if value is None:
        return ""
    return f"{_local(value):%H:%M %d/%m/%Y}"


@register.filter
def start(value: datetime | None) -> str:
    """Write when something begins: the day alone when it begins with the day."""
    if value is None:
        return ""
    return day(value) if value.astimezone(VIETNAM).time() == time.min else moment(value)


def _local(value: date | datetime) -> date | datetime:
    return value.astimezone(VIETNAM) if isinstance(value, datetime) else value
