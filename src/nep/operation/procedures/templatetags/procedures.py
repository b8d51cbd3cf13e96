"""Limits as officials write them."""

from django import template

from nep.lib.worktime.limits import Limit
from nep.operation.procedures.rules.words import limit_in_words

register = template.Library()


@register.filter
def limit(value: Limit) -> str:
    """Write a limit: 0,5 ngày làm việc."""
    return limit_in_words(value)
