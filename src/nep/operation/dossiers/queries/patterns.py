"""Reads of how dossier codes are written."""

from django.db.models import QuerySet

from nep.agencies.models import Agency
from nep.operation.dossiers.models import CodePattern


def patterns_of(agency: Agency | None) -> QuerySet[CodePattern]:
    """Return the patterns that were decided for an agency, or (none named) for all."""
    return CodePattern.objects.filter(agency=agency)


def pattern_row(key: int) -> CodePattern:
    """Return one pattern with its agency.

    :raises CodePattern.DoesNotExist: when there is none.
    """
    return CodePattern.objects.select_related("agency").get(pk=key)
