"""What administrators type about people, turned into values of the domain."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import ROLE_NAMES, STANDING_NAMES, Staff, Unit
from nep.agencies.rules import Role, Standing
from nep.agencies.services import Order
from nep.agencies.services.people import Newcomer, Seat
from nep.platform.accounts.forms import ProfileForm

ROLE_CHOICES = [(role.value, ROLE_NAMES[role]) for role in Role]


class ListForm(forms.Form):
    """What the list of people is asked for."""

    q = forms.CharField(label=_("Name, username or post"), max_length=100, required=False)
    standing = forms.TypedChoiceField(
        label=_("Shown"),
        coerce=Standing,
        empty_value=Standing.HERE,
        required=False,
        choices=[(standing.value, STANDING_NAMES[standing]) for standing in Standing],
    )


class SeatForm(forms.Form):
    """A post: its unit, what it is called, and the roles that go with it."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    title = forms.CharField(
        label=_("Post"),
        max_length=120,
        help_text=_("As in the decision: a vacant post of that name in the unit is taken up."),
    )
    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        coerce=Role,
        choices=ROLE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a role a person can read what is in force and nothing more."),
    )

    def __init__(self, *args: object, units: Iterable[Unit] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
        self._units = {unit.pk: unit for unit in units}
        choices = [(key, unit.name) for key, unit in self._units.items()]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def seat(self) -> Seat:
        """Return the post as the services take it."""
        typed = self.cleaned_data
        return Seat(self._units[typed["unit"]], typed["title"], typed["roles"])


class NewcomerForm(SeatForm, ProfileForm):
    """Somebody who gets an account and a post."""

    field_order = ("full_name", "username", "phone", "email", "unit", "title", "since", "roles")
    username = forms.CharField(
        label=_("Username"),
        max_length=80,
        help_text=_("Small letters without marks, digits, points, dashes: hoa.tran"),
    )
    since = forms.DateField(label=_("In the post from"))

    def newcomer(self) -> Newcomer:
        """Return the person as the service takes them."""
        return Newcomer(self.cleaned_data["username"].lower(), self.profile(), self.seat())

    def first_day(self) -> date:
        """Return from which day on they hold the post."""
        day: date = self.cleaned_data["since"]
        return day


class AdditionalPostForm(SeatForm):
    """A further post of somebody who keeps the ones they hold."""

    since = forms.DateField(label=_("In the post from"))


class ReceiverForm(forms.Form):
    """Who takes over the open work of somebody who leaves a post or loses a role."""

    receiver = forms.TypedChoiceField(
        label=_("Open work passes to"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Needed when they still hold steps of dossiers."),
    )

    def __init__(self, *args: object, colleagues: Iterable[Staff] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
        self._colleagues = {staff.pk: staff for staff in colleagues}
        self.fields["receiver"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Nobody: they hold no open work")),
            *((key, f"{one.person} ({one.post})") for key, one in self._colleagues.items()),
        ]

    def takes_over(self) -> Staff | None:
        """Return who takes over, if anybody."""
        return self._colleagues.get(self.cleaned_data["receiver"])


class MoveForm(ReceiverForm, SeatForm):
    """From one post to another."""

    field_order = ("unit", "title", "roles", "receiver")


class GiveRoleForm(forms.Form):
    """A role for somebody in a post."""

    role = forms.TypedChoiceField(label=_("Role"), coerce=Role, choices=ROLE_CHOICES)
    since = forms.DateField(label=_("From"))


class WithdrawRoleForm(ReceiverForm):
    """A role that ends today."""

    field_order = ("role", "receiver")
    role = forms.TypedChoiceField(label=_("Role"), coerce=Role, choices=ROLE_CHOICES)


class DelegateForm(forms.Form):
    """Who stands in, in which role, on which days, by which paper."""

    role = forms.TypedChoiceField(label=_("Role"), coerce=Role, choices=ROLE_CHOICES)
    stand_in = forms.TypedChoiceField(label=_("Who stands in"), coerce=int)
    first = forms.DateField(label=_("From"))
    last = forms.DateField(label=_("To the end of"))
    decision = forms.CharField(label=_("Number of the decision"), max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: object, colleagues: Iterable[Staff] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
        self._colleagues = {staff.pk: staff for staff in colleagues}
        self.fields["stand_in"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{one.person} ({one.post})") for key, one in self._colleagues.items()
        ]

    def stands_in(self) -> Staff:
        """Return who stands in."""
        return self._colleagues[self.cleaned_data["stand_in"]]

    def order(self) -> Order:
        """Return the paper behind it."""
        typed = self.cleaned_data
        return Order(typed["first"], typed["last"], typed["decision"], typed["reason"])


class LockForm(forms.Form):
    """Why an account is locked."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class TableForm(forms.Form):
    """A table of people, filled in with Excel."""

    table = forms.FileField(label=_("Excel file (.xlsx)"))


class ReviewForm(forms.Form):
    """What came of a review of rights."""

    remark = forms.CharField(
        label=_("What was found and done"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
