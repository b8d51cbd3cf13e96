"""Forms around the life of a document: its description, its end, requests, periodic reviews."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nep.agencies.queries import local_day
from nep.foundation import parameters
from nep.foundation.clock import VIETNAM
from nep.foundation.verdicts import Unfit
from nep.support.documents.models import (
    CONFIDENTIALITY_NAMES,
    EXTENT_NAMES,
    FINDING_NAMES,
    KIND_NAMES,
    REQUEST_KIND_NAMES,
    REQUEST_STAGE_NAMES,
    ChangeRequest,
    Document,
)
from nep.support.documents.queries.periodic import REVIEW_MONTHS
from nep.support.documents.rules.documents import (
    LONGEST_CODE,
    Confidentiality,
    DocumentKind,
    Extent,
)
from nep.support.documents.rules.periodic import LONGEST_PERIOD, LONGEST_REMARK, Finding
from nep.support.documents.rules.places import Placed
from nep.support.documents.rules.requests import LONGEST_ASKED, Asked, RequestKind, RequestStage
from nep.support.documents.services.describing import LONGEST_UNIT, Description
from nep.support.documents.services.drafting import NewDocument

PLACE_PREFIX = "at:"


def remarks_posted(posted: Mapping[str, str]) -> list[Placed]:
    """Return the remarks that were typed beside places, by the keys of the places."""
    return [
        Placed(name.removeprefix(PLACE_PREFIX), said)
        for name, said in posted.items()
        if name.startswith(PLACE_PREFIX) and said.strip()
    ]


class EndForm(forms.Form):
    """From which day a text no longer applies; today, or no day, is now."""

    since = forms.DateField(label=_("From"), required=False)

    def moment(self, *, at: datetime) -> datetime | None:
        """Return the midnight with which the day begins; None for now.

        :raises Unfit: when what was typed is no day.
        """
        if not self.is_valid():
            raise Unfit(gettext("Write the day as dd/mm/yyyy."))
        since = self.cleaned_data["since"]
        if since is None or since == local_day(at):
            return None
        return datetime.combine(since, time(), tzinfo=VIETNAM)


class DescriptionForm(forms.Form):
    """What registers print of a document besides code, kind and title."""

    unit = forms.CharField(label=_("Drafting unit"), required=False, max_length=LONGEST_UNIT)
    confidentiality = forms.ChoiceField(
        label=_("Confidentiality"), choices=list(CONFIDENTIALITY_NAMES.items())
    )
    review_months = forms.IntegerField(
        label=_("Reviewed every (months)"),
        required=False,
        min_value=1,
        max_value=LONGEST_PERIOD,
    )

    def __init__(self, *args: Any, document: Document, at: datetime, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["unit"].initial = document.unit
        self.fields["confidentiality"].initial = document.confidentiality
        self.fields["review_months"].initial = document.review_months
        self.fields["review_months"].help_text = _("Left empty: %(months)s months, as set.") % {
            "months": int(parameters.number(REVIEW_MONTHS, at=at))
        }

    def description(self) -> Description:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return Description(
            typed["unit"], Confidentiality(typed["confidentiality"]), typed["review_months"]
        )


class ReviewForm(forms.Form):
    """What a periodic review found."""

    finding = forms.ChoiceField(label=_("Result"), choices=list(FINDING_NAMES.items()))
    finding_remark = forms.CharField(required=False, max_length=LONGEST_REMARK)

    def found(self) -> tuple[Finding, str]:
        """Return what was typed as the values of the act.

        :raises Unfit: when no result was chosen.
        """
        if not self.is_valid():
            raise Unfit(gettext("Choose what the review found."))
        return Finding(self.cleaned_data["finding"]), self.cleaned_data["finding_remark"]


class RequestForm(forms.Form):
    """A change request: what, why, by when."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=list(REQUEST_KIND_NAMES.items()))
    title = forms.CharField(label=_("Title of the new document"), required=False, max_length=300)
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_ASKED, widget=forms.Textarea(attrs={"rows": 3})
    )
    content = forms.CharField(
        label=_("What should change"),
        max_length=LONGEST_ASKED,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Name the section or the step, and what it should say."),
    )
    wanted_on = forms.DateField(label=_("Wanted by"), required=False)

    def __init__(self, *args: Any, document: Document | None, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        if document is None:
            kind.choices = [(RequestKind.NEW, REQUEST_KIND_NAMES[RequestKind.NEW])]
        else:
            del self.fields["title"]
            kind.choices = [
                (kind, name)
                for kind, name in REQUEST_KIND_NAMES.items()
                if kind is not RequestKind.NEW
            ]

    def asked(self) -> Asked:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return Asked(
            kind=RequestKind(typed["kind"]),
            reason=typed["reason"],
            content=typed["content"],
            wanted_on=typed["wanted_on"],
            title=typed.get("title", ""),
        )


class RequestListForm(forms.Form):
    """Which requests a reader of the list looks for."""

    tinh_trang = forms.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("All")), *REQUEST_STAGE_NAMES.items()]
    )

    def stage(self) -> RequestStage | None:
        """Return the stage that was chosen; none for all, and for whatever is odd."""
        self.full_clean()
        chosen = self.cleaned_data.get("tinh_trang")
        return RequestStage(chosen) if chosen else None


class DraftOnRequestForm(forms.Form):
    """How the draft begins to which a request leads: an extent, or code and kind of a new one."""

    extent = forms.ChoiceField(label=_("Numbered as"), choices=list(EXTENT_NAMES.items()))
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_NAMES.items()))
    code = forms.CharField(label=_("Document code"), max_length=LONGEST_CODE)
    title = forms.CharField(label=_("Title"), max_length=300)

    def __init__(self, *args: Any, request: ChangeRequest, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if request.document is None:
            del self.fields["extent"]
            self.fields["title"].initial = request.title
        else:
            for name in ("kind", "code", "title"):
                del self.fields[name]

    def new_document(self) -> NewDocument | None:
        """Return the document to open, or None where there is one."""
        typed = self.cleaned_data
        if "code" not in typed:
            return None
        return NewDocument(typed["code"], DocumentKind(typed["kind"]), typed["title"])

    def chosen_extent(self) -> Extent:
        """Return how the draft is numbered."""
        return Extent(self.cleaned_data.get("extent", Extent.ISSUE))
