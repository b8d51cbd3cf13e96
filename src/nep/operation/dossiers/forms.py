"""What people type about dossiers, turned into values of the domain."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.models import Agency, Staff
from nep.agencies.queries import agencies_on, local_day
from nep.agencies.queries.districts import districts_of_agencies, districts_on
from nep.agencies.rules import Permission
from nep.foundation.periods import Period, periods_offered
from nep.foundation.ui import Text
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import procedure_keyed
from nep.operation.dossiers.models import CHANNEL_NAMES, RESULT_NAMES, STATE_NAMES, OpenTask
from nep.operation.dossiers.queries.wanted import Wanted
from nep.operation.dossiers.rules.keys import code_in
from nep.operation.dossiers.rules.states import Channel, Collector, Result, State
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


class ListForm(forms.Form):
    """What a reader of the list looks for; whatever is odd in the address is left out."""

    q = forms.CharField(label=_("Code, or how it begins"), required=False, max_length=60)
    thu_tuc = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, *, actor: Actor, at: datetime) -> None:
        super().__init__(asked)
        on, every = local_day(at), [("", _("All"))]
        periods = periods_offered(on, chosen=_period(asked.get("ky", "")))
        choices: dict[str, tuple[str, Iterable[tuple[Any, Text]]]] = {
            "trang_thai": (str(_("State")), STATE_NAMES.items()),
            "ket_qua": (str(_("By the promise")), RESULT_NAMES.items()),
            "ky": (str(_("Period")), [(period.key, str(period)) for period in periods]),
        }
        for name, (label, rest) in choices.items():
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[*every, *rest]
            )
        if actor.holds(Permission.READ_ALL_AGENCIES):
            self.fields["huyen"] = _one_of(str(_("District")), districts_on(on))
            self.fields["co_quan"] = _one_of(str(_("Agency")), agencies_on(on))
        self.on = on
        self.full_clean()

    def clean_thu_tuc(self) -> AdministrativeProcedure | None:
        """Return the procedure whose key the address gives."""
        try:
            return procedure_keyed(self.cleaned_data["thu_tuc"])
        except AdministrativeProcedure.DoesNotExist:
            return None

    def wanted(self) -> Wanted:
        """Return the value of the query."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(
            code=code_in(given.get("q", "")).upper(),
            procedure_id=given["thu_tuc"].pk if "thu_tuc" in given else None,
            state=State(int(given["trang_thai"])) if "trang_thai" in given else None,
            result=Result(given["ket_qua"]) if "ket_qua" in given else None,
            period=_period(given.get("ky", "")),
            agencies=self._agencies(given.get("huyen"), given.get("co_quan")),
        )

    def _agencies(self, district: Agency | None, agency: Agency | None) -> tuple[int, ...] | None:
        if district is None:
            return (agency.pk,) if agency else None
        below = {key for key, of in districts_of_agencies(self.on).items() if of == district.pk}
        return tuple(sorted(below & {agency.pk} if agency else below))


def _one_of(label: str, agencies: QuerySet[Agency]) -> "forms.ModelChoiceField[Agency]":
    return forms.ModelChoiceField(
        agencies, label=label, required=False, to_field_name="code", empty_label=_("All")
    )


def _period(key: str) -> Period | None:
    try:
        return Period.parse(key)
    except ValueError:
        return None
