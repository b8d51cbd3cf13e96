"""Change requests: what staff ask of a document, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from nep.agencies.models import Agency, Staff
from nep.support.documents.models.columns import act_of, staff_later
from nep.support.documents.models.documents import Document
from nep.support.documents.models.names import REQUEST_KIND_NAMES, REQUEST_STAGE_NAMES, choices
from nep.support.documents.models.revisions import Revision
from nep.support.documents.rules.requests import RequestKind, RequestStage, request_label

_ANSWERED = [RequestStage.ACCEPTED.value, RequestStage.REFUSED.value, RequestStage.CLOSED.value]


class ChangeRequest(models.Model):
    """A phiếu yêu cầu xem xét, sửa đổi tài liệu (rules §5.5; ISO 9001, 7.5.3.2 c)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # within agency and year
    kind = models.CharField(max_length=10, choices=choices(REQUEST_KIND_NAMES))
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    content = models.TextField()
    wanted_on = models.DateField(null=True, blank=True)
    stage = models.CharField(
        max_length=10,
        choices=choices(REQUEST_STAGE_NAMES),
        default=RequestStage.OPEN.value,
    )
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = staff_later()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "year", "number"],
                name="a_request_has_its_own_number_in_agency_and_year",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(content=""), name="a_request_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.NEW.value) | Q(document__isnull=False),
                name="a_request_names_its_document",
            ),
            models.CheckConstraint(
                condition=act_of("answered"), name="answered_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=_ANSWERED, answered_by__isnull=False)
                | (~Q(stage__in=_ANSWERED) & Q(answered_by=None)),
                name="answered_when_accepted_or_refused",
            ),
            models.CheckConstraint(
                condition=Q(stage=RequestStage.CLOSED.value, closed_at__isnull=False)
                | (~Q(stage=RequestStage.CLOSED.value) & Q(closed_at=None)),
                name="closed_at_some_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-year", "-number"], name="requests_in_their_order")
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Return the address of the request's page."""
        return reverse("documents:request", args=[self.agency.code, self.year, self.number])

    @property
    def label(self) -> str:
        """The number as the paper prints it: 05/2023."""
        return request_label(self.number, self.year)

    @property
    def about(self) -> str:
        """The document by code and title; that to be written, by its title."""
        return str(self.document) if self.document else self.title
