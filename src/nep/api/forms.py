"""What people type about connections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.api.models import SCOPE_NAMES
from nep.api.rules import Scope
from nep.api.services import NewConnection


class ConnectionForm(forms.Form):
    """Which system, what it reads, until when."""

    name = forms.CharField(
        label=_("Which system"),
        max_length=120,
        help_text=_("Such as “National public service portal, production”."),
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("What it may read"),
        coerce=Scope,
        choices=[(scope.value, name) for scope, name in SCOPE_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    all_agencies = forms.BooleanField(label=_("Of all agencies of the province"), required=False)
    expires_on = forms.DateField(label=_("Last day"))

    def new(self) -> NewConnection:
        """Return the connection as the service takes it."""
        typed = self.cleaned_data
        return NewConnection(
            name=" ".join(typed["name"].split()),
            scopes=frozenset(typed["scopes"]),
            expires_on=typed["expires_on"],
            all_agencies=typed.get("all_agencies", False),
        )
