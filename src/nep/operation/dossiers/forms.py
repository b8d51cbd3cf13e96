"""What people type about dossiers, turned into values of the domain."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Staff
from nep.operation.dossiers.models import CHANNEL_NAMES, OpenTask
from nep.operation.dossiers.rules.states import Channel, Collector
from nep.operation.dossiers.services.reception import Given, Person
from nep.operation.dossiers.services.steps import Outcome, Place
from nep.operation.procedures.models import Component

COLLECTOR_NAMES = {
    Collector.APPLICANT: _("The applicant"),
    Collector.AUTHORISED: _("Somebody authorised by the applicant"),
    Collector.POST: _("By post"),
}


class FilingForm(forms.Form):
    """The applicant, and how the dossier was filed."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    identity_number = forms.RegexField(
        r"^[0-9A-Za-z]{6,20}$",
        label=_("Identity number"),
        help_text=_("Citizen identity card or passport."),
        error_messages={"invalid": _("Write 6 to 20 letters and digits, without spaces.")},
        required=False,
    )
    phone = forms.RegexField(
        r"^[0-9+ .]{8,20}$",
        label=_("Telephone"),
        error_messages={"invalid": _("Write digits only, such as 0912345678.")},
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    channel = forms.TypedChoiceField(
        label=_("Filed"),
        coerce=lambda value: Channel(int(value)),
        choices=[(channel.value, CHANNEL_NAMES[channel]) for channel in Channel],
        initial=Channel.COUNTER.value,
    )

    def person(self) -> Person:
        """Return the applicant as the service takes them."""
        typed = self.cleaned_data
        return Person(
            full_name=typed["full_name"],
            identity_number=typed["identity_number"],
            phone=typed["phone"],
            email=typed["email"],
            address=typed["address"],
        )


class ComponentForm(forms.Form):
    """One component of the check-list: how many originals and copies, and its scan."""

    originals = forms.IntegerField(label=_("Originals"), min_value=0, max_value=99, required=False)
    copies = forms.IntegerField(label=_("Copies"), min_value=0, max_value=99, required=False)
    scan = forms.FileField(label=_("Scan"), required=False)

    def given(self, component: Component, sha256: str) -> Given:
        """Return the component as it was handed in."""
        typed = self.cleaned_data
        return Given(component.pk, typed["originals"] or 0, typed["copies"] or 0, sha256)


class PlaceForm(forms.Form):
    """Which open step an act is about, and at which turn of the dossier it was seen."""

    step = forms.CharField(max_length=10)
    occurrence = forms.IntegerField(min_value=1)
    turn = forms.IntegerField(min_value=0)

    def place(self) -> Place:
        """Return the step as the page showed it."""
        typed = self.cleaned_data
        return Place(typed["step"], typed["occurrence"], typed["turn"])


class CompleteForm(PlaceForm):
    """How a step ended, and which way on was chosen."""

    way = forms.CharField(max_length=30)
    number = forms.CharField(label=_("Number of the result"), max_length=60, required=False)
    on = forms.DateField(label=_("Date of the result"), required=False)
    file = forms.FileField(label=_("File of the result"), required=False)
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def outcome(self, sha256: str) -> Outcome:
        """Return what came of the step."""
        typed = self.cleaned_data
        return Outcome(typed["number"], typed["on"], sha256, typed["note"])


class ReturnForm(PlaceForm):
    """Where a dossier goes back to, and what is to be mended."""

    way = forms.CharField(max_length=30)
    reason = forms.CharField(
        label=_("What is to be mended"),
        max_length=1000,
        help_text=_("Do not write personal data here: the reason is kept for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AssignForm(PlaceForm):
    """Into whose hands a step is put."""

    holder = forms.TypedChoiceField(label=_("Assign to"), coerce=int)

    def __init__(self, *args: object, able: Iterable[Staff] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
        self.fields["holder"].choices = [  # type: ignore[attr-defined]  # a choice field
            (staff.pk, f"{staff.person.full_name} ({staff.post.title})") for staff in able
        ]


class HandOverForm(PlaceForm):
    """Who took the result."""

    collector = forms.TypedChoiceField(
        label=_("Taken by"),
        coerce=Collector,
        choices=[(collector.value, COLLECTOR_NAMES[collector]) for collector in Collector],
        initial=Collector.APPLICANT.value,
    )
    collected_by = forms.CharField(
        label=_("Name of whoever took it"), max_length=200, required=False
    )


def place_values(task: OpenTask, turn: int) -> dict[str, object]:
    """Return the hidden values that name an open step in a form."""
    return {"step": task.step.key, "occurrence": task.occurrence, "turn": turn}
