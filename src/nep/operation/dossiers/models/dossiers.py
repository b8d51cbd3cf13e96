"""A dossier and, apart from it, the personal data of its applicant."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from nep.agencies.models import Agency
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.dossiers.models.names import CHANNEL_NAMES, STATE_NAMES
from nep.operation.dossiers.rules.states import State
from nep.operation.dossiers.spellings import plain_signs, running_number, whole_name
from nep.operation.procedures.models import ProcedureRevision

IN_TIME = Q(finished_at__lte=F("promised_at"))
LATE = Q(finished_at__gt=F("promised_at"))


class Dossier(models.Model):
    """A citizen's dossier: what it is about, and the projection of how far it is.

    Of these columns `code`, `agency`, `procedure`, `revision`, `channel`, `received_at` and
    `promised_at` never change; the others are refolded from events by `verify`.
    `promised_at` is the original promise; `due_at` the amended one.
    """

    code = models.CharField(max_length=40, unique=True, db_collation="C")  # sorts by its signs
    request_key = models.UUIDField(unique=True)  # one form, one dossier: a double click is one
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.ForeignKey(
        AdministrativeProcedure, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.ForeignKey(ProcedureRevision, on_delete=models.PROTECT, related_name="+")
    channel = models.PositiveSmallIntegerField(
        choices=[(c.value, n) for c, n in CHANNEL_NAMES.items()]
    )
    received_at = models.DateTimeField()
    promised_at = models.DateTimeField()

    state = models.PositiveSmallIntegerField(choices=[(s.value, n) for s, n in STATE_NAMES.items()])
    turn = models.PositiveIntegerField()  # events so far: what a page must have seen to act
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency", "-received_at"], name="dossiers_of_an_agency"),
            models.Index(
                fields=["agency", "due_at"],
                condition=Q(finished_at=None),
                name="dossiers_in_progress",
            ),
            models.Index(
                fields=["id"],
                condition=Q(state=State.SUPPLEMENT_ASKED.value),
                name="dossiers_that_await_papers",
            ),
            # A list is read along one of these until its page is full, never whole.
            models.Index(fields=["-received_at", "-id"], name="dossiers_newest_first"),
            models.Index(fields=["state", "-received_at", "-id"], name="dossiers_in_a_state"),
            models.Index(
                fields=["due_at", "id"], condition=Q(finished_at=None), name="dossiers_soonest_due"
            ),
            models.Index(
                fields=["-finished_at", "-id"], condition=IN_TIME, name="dossiers_in_time"
            ),
            models.Index(fields=["-finished_at", "-id"], condition=LATE, name="dossiers_late"),
            models.Index(
                fields=["agency", "-finished_at", "-id"],
                condition=IN_TIME,
                name="dossiers_in_time_at_an_agency",
            ),
            models.Index(
                fields=["agency", "-finished_at", "-id"],
                condition=LATE,
                name="dossiers_late_at_an_agency",
            ),
            models.Index(fields=["agency", "code"], name="codes_of_an_agency"),
            models.Index(
                F("agency"),
                running_number("code"),
                F("received_at").desc(),
                name="dossiers_by_running_number",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Applicant(models.Model):
    """Personal data of a dossier, apart from its events so that they can be erased (R61)."""

    dossier = models.OneToOneField(
        Dossier, primary_key=True, on_delete=models.CASCADE, related_name="applicant"
    )
    full_name = models.CharField(max_length=200)
    identity_number = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    collected_by = models.CharField(max_length=200, blank=True)  # who took the result, if another

    class Meta:
        indexes: ClassVar = [  # people are found by a whole key, never by a part
            models.Index(whole_name("full_name"), name="applicants_by_name"),
            models.Index(
                plain_signs("identity_number"),
                condition=~Q(identity_number=""),
                name="applicants_by_identity",
            ),
            models.Index(plain_signs("phone"), condition=~Q(phone=""), name="applicants_by_phone"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
