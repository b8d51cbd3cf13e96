"""The table of connections: other systems that may read, each by one token."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency, Staff
from nep.api.rules import SHOWN_CHARACTERS, Scope

SCOPE_NAMES = {
    Scope.AGENCIES: _("Agencies"),
    Scope.CATALOGUE: _("Catalogue of procedures"),
    Scope.PROCEDURES: _("Procedures and their revisions"),
    Scope.DOSSIERS: _("Dossiers, applicants masked"),
}


class Connection(models.Model):
    """A system that reads for an agency, until a day; its token is kept as a digest only."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    scopes = ArrayField(
        models.CharField(max_length=30, choices=[(s.value, n) for s, n in SCOPE_NAMES.items()])
    )
    all_agencies = models.BooleanField(default=False)  # reads for the whole province
    beginning = models.CharField(max_length=SHOWN_CHARACTERS)  # of the token, to know it by
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_on = models.DateField()  # the last day
    last_used_on = models.DateField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=Q(revoked_at=None),
                name="one_connection_a_name_in_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None, revoked_at=None)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="revoked_by_someone_at_some_time",
            ),
            models.CheckConstraint(condition=~Q(scopes=[]), name="a_connection_reads_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        """What it reads, in words."""
        return [str(SCOPE_NAMES[Scope(scope)]) for scope in self.scopes]
