"""Columns and rules that several tables of documents share."""

from django.db import models
from django.db.models import Q

from nep.agencies.models import Staff


def act_of(name: str) -> Q:
    """Return the rule that who and when of an act are known together or not at all."""
    who, when = f"{name}_by__isnull", f"{name}_at__isnull"
    return Q(**{who: True, when: True}) | Q(**{who: False, when: False})


def staff_later() -> "models.ForeignKey[Staff | None, Staff | None]":
    """Return a column for who does an act that a row still has before it."""
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
