"""Tables of documents and their revisions."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency, Delegation, Staff, same
from nep.foundation.search import search_column
from nep.support.documents.rules.approval import Decision, SigningForm
from nep.support.documents.rules.documents import DocumentKind, issue_label
from nep.support.documents.rules.revisions import (
    IN_PREPARATION,
    ONCE_APPROVED,
    Stage,
    Standing,
    standing,
)
from nep.support.documents.rules.text import Section, Text

_Named = TypeVar("_Named", bound=StrEnum)

KIND_NAMES = {
    DocumentKind.POLICY: _("Quality policy"),
    DocumentKind.OBJECTIVES: _("Quality objectives"),
    DocumentKind.MANUAL: _("Quality manual"),
    DocumentKind.SYSTEM_PROCEDURE: _("System procedure"),
    DocumentKind.PROCEDURE: _("Procedure for citizens"),
    DocumentKind.WORK_INSTRUCTION: _("Work instruction"),
    DocumentKind.FORM: _("Form"),
}
STAGE_NAMES = {
    Stage.DRAFT: _("Draft"),
    Stage.UNDER_REVIEW: _("Under review"),
    Stage.APPROVED: _("Approved"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
STANDING_NAMES = {
    Standing.IN_FORCE: _("In force"),
    Standing.COMING: _("Approved, not yet in force"),
    Standing.UNDER_REVIEW: _("Under review"),
    Standing.DRAFT: _("Draft"),
    Standing.SUPERSEDED: _("No longer in force"),
    Standing.WITHDRAWN: _("Withdrawn"),
}
SECTION_NAMES = {
    Section.PURPOSE: _("Purpose"),
    Section.SCOPE: _("Scope"),
    Section.CITATIONS: _("Documents cited"),
    Section.DEFINITIONS: _("Definitions and abbreviations"),
    Section.CONTENT: _("Content"),
    Section.FORMS: _("Forms"),
    Section.RECORDS: _("Records to keep"),
}
SIGNING_NAMES = {
    SigningForm.IN_OWN_RIGHT: _("The head, in their own right"),
    SigningForm.ON_BEHALF: _("TM. – on behalf of the committee"),
    SigningForm.FOR_THE_HEAD: _("KT. – a deputy for the head"),
    SigningForm.BY_ORDER: _("TL. – by order of the head"),
    SigningForm.BY_AUTHORITY: _("TUQ. – by authority given in writing"),
}


_PREPARING = sorted(stage.value for stage in IN_PREPARATION)
_ONCE_APPROVED = sorted(stage.value for stage in ONCE_APPROVED)


def _choices(names: Mapping[_Named, str | Promise]) -> list[tuple[str, str | Promise]]:
    """Return what a column may hold, as plain values: migrations must not import our rules."""
    return [(member.value, name) for member, name in names.items() if member.value]


def _act_of(name: str) -> Q:
    """Return the rule that who and when of an act are known together or not at all."""
    who, when = f"{name}_by__isnull", f"{name}_at__isnull"
    return Q(**{who: True, when: True}) | Q(**{who: False, when: False})


def _staff_later() -> "models.ForeignKey[Staff | None, Staff | None]":
    """Return a column for who does an act that a draft still has before it."""
    return models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Document(models.Model):
    """What an agency lays down under one code (ISO 9001, 7.5.2); its text is in revisions."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=_choices(KIND_NAMES))
    title = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    search = search_column("code", "title")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "code"], name="a_code_is_given_once_in_an_agency"
            ),
        ]
        indexes: ClassVar = [GinIndex(fields=["search"], name="documents_by_their_words")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address that leads to the revision in force."""
        return reverse("documents:document", args=[self.agency.code, self.code])


class Revision(models.Model):
    """One issue (lần ban hành) of a document; immutable once approved (ISO 9001, 7.5.3)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(
        max_length=20, choices=_choices(STAGE_NAMES), default=Stage.DRAFT.value
    )

    purpose = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    citations = models.TextField(blank=True)
    definitions = models.TextField(blank=True)
    content = models.TextField(blank=True)
    forms = models.TextField(blank=True)
    records = models.TextField(blank=True)
    change_summary = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)  # grows with every save of a draft

    drafted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    author_ids = ArrayField(models.BigIntegerField())  # people who wrote any of it
    submitted_by = _staff_later()
    submitted_at = models.DateTimeField(null=True, blank=True)
    return_remark = models.TextField(blank=True)
    reviewed_by = _staff_later()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    approved_by = _staff_later()
    approved_at = models.DateTimeField(null=True, blank=True)
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signing_form = models.CharField(max_length=4, blank=True, choices=_choices(SIGNING_NAMES))
    reviewed_by_approver = models.BooleanField(default=False)
    sole_reviewer_reason = models.TextField(blank=True)
    decision_number = models.CharField(max_length=40, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_signer = models.CharField(max_length=120, blank=True)
    decision_issuer = models.CharField(max_length=200, blank=True)
    validity = DateTimeRangeField(null=True, blank=True)
    withdrawn_by = _staff_later()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "number"], name="a_number_is_given_once_in_a_document"
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
                condition=_act_of("submitted"), name="submitted_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=_act_of("reviewed"), name="reviewed_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=_act_of("approved"), name="approved_by_someone_at_some_time"
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
                condition=(Q(stage=Stage.WITHDRAWN.value) & _act_of("withdrawn"))
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
        """The issue number as papers print it: 01."""
        return issue_label(self.number)

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
