"""Tables of dossiers: the events that are the truth, and the projections that are not."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency, Delegation, Staff, Unit, same
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.parameters.models import STANDS, Dated
from nep.operation.dossiers.rules.folding import Happened
from nep.operation.dossiers.rules.patterns import PatternFault
from nep.operation.dossiers.rules.states import Channel, Kind, Result, Source, State
from nep.operation.dossiers.spellings import plain_signs, running_number, whole_name
from nep.operation.procedures.models import ProcedureRevision, Step

STATE_NAMES = {
    State.REGISTERED: _("Newly registered"),
    State.RECEIVED: _("Received"),
    State.NOT_RECEIVED: _("Not received"),
    State.PROCESSING: _("In progress"),
    State.SUPPLEMENT_ASKED: _("Supplement asked for"),
    State.PAYMENT_ASKED: _("Payment asked for"),
    State.WITHDRAWN: _("Withdrawn by the citizen"),
    State.STOPPED: _("Stopped"),
    State.DONE: _("Done"),
    State.RETURNED: _("Result handed over"),
}
RESULT_NAMES = {
    Result.OPEN: _("In progress"),
    Result.OVERDUE: _("In progress, overdue"),
    Result.IN_TIME: _("Finished in time"),
    Result.LATE: _("Finished late"),
}
CHANNEL_NAMES = {
    Channel.COUNTER: _("At the counter"),
    Channel.ONLINE: _("Online"),
    Channel.POST: _("By post"),
}
FAULT_NAMES = {
    PatternFault.UNREADABLE: _(
        "Codes written so could not be read back. Fields are {unit}, {number:04} and days such as "
        "{yymmdd}, with a sign between them."
    ),
    PatternFault.NO_NUMBER: _("A pattern without {number} would give one code to two dossiers."),
    PatternFault.NO_UNIT: _("A pattern without {unit} would give one code at two agencies."),
    PatternFault.NO_DAY: _(
        "Numbers begin again each day: a pattern names the whole day, such as {yymmdd}."
    ),
    PatternFault.NO_ADDRESS: _(
        "A code stands in addresses: letters a–z, digits, points, dashes and underscores."
    ),
    PatternFault.TOO_FEW: _("The number has at least three digits, such as {number:04}."),
    PatternFault.TOO_LONG: _("Codes would be longer than 35 signs (QĐ 20/2020/QĐ-TTg)."),
}


class CodePattern(Dated):
    """How dossier codes are written from a day to a day (R37; TT 01/2018 Điều 19)."""

    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: every agency without a pattern of its own
    pattern = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_pattern_at_any_time",
                expressions=[
                    (same(Coalesce("agency", 0)), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                condition=STANDS,
            ),
        ]

    def __str__(self) -> str:
        return self.pattern


class CodeCounter(models.Model):
    """The last running number of an agency on a day; numbers are never used twice."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "on"], name="one_counter_an_agency_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.on}: {self.last}"


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


class Event(models.Model):
    """One thing that happened to a dossier; the only truth (ADR 2).

    `at` is the legal moment. `recorded_at`, `position`, `prev_hash` and `hash` are set by the
    database whatever is sent. `data` holds keys and plain values, never personal data.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="events", db_index=False
    )  # without an index of its own, as wherever one in Meta begins with the column
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    at = models.DateTimeField()
    source = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Source])
    schema_version = models.PositiveSmallIntegerField(default=1)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    delegation = models.ForeignKey(
        Delegation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.JSONField()

    recorded_at = models.DateTimeField(db_default=Now())
    position = models.BigIntegerField(db_default=0)
    prev_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_event_at_each_place_of_the_chain"
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.LIVE.value)
                | Q(
                    at__gte=F("recorded_at") - models.Value(timedelta(minutes=5)),
                    at__lte=F("recorded_at") + models.Value(timedelta(minutes=5)),
                ),
                name="what_is_live_is_recorded_when_it_happens",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-at"], name="last_event_of_an_agency"),
            # Rows lie in the order in which they were recorded: a page tells what is in it.
            BrinIndex(fields=["recorded_at"], name="events_recorded_since"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"

    def as_happened(self) -> Happened:
        """Return the event as folding sees it; there is one version of events so far."""
        return Happened(Kind(self.kind), self.at, self.staff_id, self.data)


class OpenTask(models.Model):
    """Projection: a step of a dossier that waits for somebody; a row of a worklist."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="open_tasks", db_index=False
    )
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    occurrence = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=30)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # none: the step's time does not count
    dossier_due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "step", "occurrence"], name="a_step_is_open_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "role", "dossier_due_at"], name="worklist_soonest_due_first"
            ),
            models.Index(fields=["holder", "dossier_due_at"], name="worklist_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.step_id}#{self.occurrence}"


class Handling(models.Model):
    """Projection: a step of the dossier was once opened at an agency other than its owner.

    Its people may look at the dossier ever after. `received_at` is the dossier's and never
    changes; the list of an agency is read along it.
    """

    pk = models.CompositePrimaryKey("dossier_id", "agency_id")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="handlings", db_index=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    received_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "-received_at", "-dossier"], name="handled_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} at {self.agency_id}"


class Tally(models.Model):
    """Projection: what an agency received and finished of one procedure in a month.

    A dossier counts in the month in which it came, and once more in the one in which it was
    finished: in time or late by the original promise (R52).
    """

    month = models.DateField()  # its first day
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.ForeignKey(
        AdministrativeProcedure, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received = models.IntegerField(default=0)
    in_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month", "agency", "procedure"],
                name="one_tally_a_month_agency_and_procedure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.agency_id}/{self.procedure_id}: {self.received}"
