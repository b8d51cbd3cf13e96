"""Revisions: the issues and amendments of a document."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from nep.agencies.models import Delegation, Staff, same
from nep.support.documents.models.columns import act_of, staff_later
from nep.support.documents.models.documents import Document
from nep.support.documents.models.names import SIGNING_NAMES, STAGE_NAMES, choices
from nep.support.documents.rules.approval import Decision
from nep.support.documents.rules.changes import LONGEST_CHANGE_LINES
from nep.support.documents.rules.documents import issue_label
from nep.support.documents.rules.revisions import (
    IN_PREPARATION,
    ONCE_APPROVED,
    Stage,
    Standing,
    standing,
)
from nep.support.documents.rules.text import Section, Text

_PREPARING = sorted(stage.value for stage in IN_PREPARATION)
_ONCE_APPROVED = sorted(stage.value for stage in ONCE_APPROVED)


class Revision(models.Model):
    """One issue (lần ban hành) of a document; immutable once approved (ISO 9001, 7.5.3)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    issue = models.PositiveSmallIntegerField()  # lần ban hành
    amendment = models.PositiveSmallIntegerField(default=0)  # lần sửa đổi of that issue
    stage = models.CharField(max_length=20, choices=choices(STAGE_NAMES), default=Stage.DRAFT.value)

    purpose = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    citations = models.TextField(blank=True)
    definitions = models.TextField(blank=True)
    content = models.TextField(blank=True)
    forms = models.TextField(blank=True)
    records = models.TextField(blank=True)
    change_summary = models.TextField(blank=True)
    change_lines = models.CharField(max_length=LONGEST_CHANGE_LINES, blank=True)
    edition = models.PositiveIntegerField(default=1)  # grows with every save of a draft

    drafted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    author_ids = ArrayField(models.BigIntegerField())  # people who wrote any of it
    submitted_by = staff_later()
    submitted_at = models.DateTimeField(null=True, blank=True)
    return_remark = models.TextField(blank=True)
    reviewed_by = staff_later()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    approved_by = staff_later()
    approved_at = models.DateTimeField(null=True, blank=True)
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signing_form = models.CharField(max_length=4, blank=True, choices=choices(SIGNING_NAMES))
    reviewed_by_approver = models.BooleanField(default=False)
    sole_reviewer_reason = models.TextField(blank=True)
    decision_number = models.CharField(max_length=40, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_signer = models.CharField(max_length=120, blank=True)
    decision_issuer = models.CharField(max_length=200, blank=True)
    validity = DateTimeRangeField(null=True, blank=True)
    withdrawn_by = staff_later()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "number"], name="a_number_is_given_once_in_a_document"
            ),
            models.UniqueConstraint(
                fields=["document", "issue", "amendment"],
                name="an_amendment_is_given_once_in_an_issue",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(stage__in=_PREPARING),
                name="one_revision_in_preparation",
            ),
            # Without btree_gist. Drafts have no validity, and those withdrawn had one: so the
            # rule needs no condition, and holds for the past too.
            ExclusionConstraint(
                expressions=[
                    (same("document"), RangeOperators.OVERLAPS),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                name="one_revision_in_force_at_any_time",
            ),
            models.CheckConstraint(
                condition=act_of("submitted"), name="submitted_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=act_of("reviewed"), name="reviewed_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=act_of("approved"), name="approved_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=_PREPARING, validity=None, approved_by=None)
                | Q(
                    stage__in=_ONCE_APPROVED,
                    validity__isnull=False,
                    reviewed_by__isnull=False,
                    approved_by__isnull=False,
                ),
                name="valid_only_when_reviewed_and_approved",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.APPROVED.value) | Q(validity__isempty=False),
                name="approved_for_some_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                name="never_approved_by_its_drafter",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by_approver=False, sole_reviewer_reason="")
                | (Q(reviewed_by_approver=True) & ~Q(sole_reviewer_reason="")),
                name="reviewed_by_its_approver_only_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision_number="", decision_on=None, decision_signer="", decision_issuer=""
                )
                | (
                    Q(decision_on__isnull=False)
                    & ~Q(decision_number="")
                    & ~Q(decision_signer="")
                    & ~Q(decision_issuer="")
                ),
                name="a_decision_is_known_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=(Q(stage=Stage.WITHDRAWN.value) & act_of("withdrawn"))
                & Q(withdrawn_by__isnull=False)
                & ~Q(withdrawal_reason="")
                | (
                    ~Q(stage=Stage.WITHDRAWN.value)
                    & Q(withdrawn_by=None, withdrawn_at=None, withdrawal_reason="")
                ),
                name="withdrawn_by_someone_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} – {self.label}"

    def get_absolute_url(self) -> str:
        """Return the address of the revision's page."""
        document = self.document
        return reverse(
            "documents:revision", args=[document.agency.code, document.code, self.number]
        )

    @property
    def label(self) -> str:
        """Issue and amendment as papers print them: 01, or 01/02 for its second amendment."""
        return issue_label(self.issue, self.amendment)

    @property
    def text(self) -> Text:
        """What the revision says."""
        return Text(**{section.value: getattr(self, section.value) for section in Section})

    @property
    def decision(self) -> Decision | None:
        """The paper that adopted the text, if one is recorded."""
        if self.decision_on is None:
            return None
        return Decision(
            self.decision_number, self.decision_on, self.decision_signer, self.decision_issuer
        )

    @property
    def begins_at(self) -> datetime | None:
        """The moment from which the text applies; None for a draft or one that never applied."""
        return self.validity.lower if self.validity else None

    @property
    def ends_at(self) -> datetime | None:
        """The moment from which the text no longer applies, if one is known."""
        return self.validity.upper if self.validity else None

    def standing(self, *, at: datetime) -> Standing:
        """Return what the revision is to its readers at a moment."""
        return standing(Stage(self.stage), self.begins_at, self.ends_at, at=at)
