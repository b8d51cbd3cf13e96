"""Forms that turn what people type into the values of the acts."""

from collections.abc import Iterable
from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.queries import local_day
from nep.support.retention.models import METHOD_NAMES
from nep.support.retention.queries import records_suggested, terms_in_force
from nep.support.retention.rules import LONGEST_TERM, Method
from nep.support.retention.services.keeping import NewRecord, NewTerm, Place

_TITLES = "titles-suggested"


class TermForm(forms.Form):
    """For how long a kind of record is kept, since when, by what text."""

    kind = forms.CharField(label=_("Kind of record"), max_length=200)
    years = forms.IntegerField(
        label=_("Years kept"),
        min_value=1,
        max_value=LONGEST_TERM,
        required=False,
        help_text=_("Empty means for ever."),
    )
    since = forms.DateField(label=_("From"))
    source = forms.CharField(
        label=_("Text that says so"),
        max_length=300,
        help_text=_("Circular, decision or list of the agency, with its number."),
    )

    def new_term(self) -> NewTerm:
        """Return the value of the act."""
        said = self.cleaned_data
        return NewTerm(said["kind"], said["years"], said["since"], said["source"])


class HeldForm(forms.Form):
    """Which unit keeps records of a kind, where, and who answers for them."""

    kind = forms.ChoiceField(label=_("Kind of record"))
    unit = forms.CharField(label=_("Unit that keeps it"), max_length=200)
    place = forms.CharField(
        label=_("Where it is kept"), max_length=200, help_text=_("Cabinet, store or folder.")
    )
    keeper = forms.CharField(label=_("Who keeps it"), max_length=120)
    method = forms.ChoiceField(
        label=_("How it will be destroyed"), choices=[(m.value, n) for m, n in METHOD_NAMES.items()]
    )

    def __init__(self, data: object, *, actor: Actor, at: datetime) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # what the request sent, or nothing
        terms = terms_in_force(actor.agency_id, on=local_day(at))
        kinds = [(term.kind, term.kind) for term in terms]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        self.fields["keeper"].initial = actor.name

    def held(self) -> Place:
        """Return where the records are."""
        said = self.cleaned_data
        return Place(said["unit"], said["place"], said["keeper"], Method(said["method"]))


class RecordForm(HeldForm):
    """A record to enter."""

    number = forms.CharField(label=_("Record number"), max_length=40)
    title = forms.CharField(
        label=_("Title of the record"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": _TITLES}),
        help_text=_("Section 7 of your procedures names the records to keep."),
    )
    closed_on = forms.DateField(
        label=_("Work ended on"), required=False, help_text=_("Empty while the work goes on.")
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    field_order = ("number", "title", "kind", "unit", "place", "keeper", "method", "closed_on")

    def __init__(self, data: object, *, actor: Actor, at: datetime) -> None:
        super().__init__(data, actor=actor, at=at)
        self.suggested: Iterable[str] = records_suggested(actor.agency_id, at=at)

    def new_record(self) -> NewRecord:
        """Return the value of the act."""
        said = self.cleaned_data
        return NewRecord(
            said["number"],
            said["title"],
            said["kind"],
            self.held(),
            said["closed_on"],
            said["note"],
        )


class FinishedForm(HeldForm):
    """The year whose finished work becomes records."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    field_order = ("year", "kind", "unit", "place", "keeper", "method")

    def __init__(self, data: object, *, actor: Actor, at: datetime) -> None:
        super().__init__(data, actor=actor, at=at)
        self.fields["year"].initial = local_day(at).year - 1


class DayForm(forms.Form):
    """The day on which something was done."""

    day = forms.DateField(label=_("Day"))

    def day_given(self) -> date | None:
        """Return the day, or None when none was typed rightly."""
        return self.cleaned_data["day"] if self.is_valid() else None


class ProposalForm(forms.Form):
    """The records on a list of disposal, and why they are no longer needed."""

    record = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = forms.CharField(
        label=_("Why they are no longer needed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: object, *, keys: Iterable[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # likewise
        choices = [(key, str(key)) for key in keys]
        self.fields["record"].choices = choices  # type: ignore[attr-defined]  # likewise


class MinutesForm(forms.Form):
    """When the records were destroyed, and before whom."""

    on = forms.DateField(label=_("Destroyed on"))
    present = forms.CharField(
        label=_("Those who were present"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name and post, a person a line."),
    )
