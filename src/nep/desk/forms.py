"""What administrators type and upload to establish agencies."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.agencies.importing import COLUMNS, AgencyRow
from nep.agencies.models import DUTY_NAMES, Agency
from nep.agencies.rules import Duty
from nep.agencies.services.duties import NewDuty
from nep.foundation.spreadsheets.tables import Column, Holds


class AgencyForm(forms.Form):
    """One agency, by the columns of the table in which many are brought."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what Django's own form takes
        superiors: list[Agency],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        for column in COLUMNS:
            self.fields[column.key] = _field_of(column)
        above = [("", "–"), *((agency.code, agency.name) for agency in superiors)]
        self.fields["superior"] = forms.ChoiceField(
            label=_("Superior"), choices=above, required=False
        )

    def row(self) -> AgencyRow:
        """Return what was typed as a row of the table."""
        typed = {column.key: self.cleaned_data[column.key] for column in COLUMNS}
        since: date = typed.pop("since")
        return AgencyRow(number=1, since=since.isoformat(), **typed)


def _field_of(column: Column) -> forms.Field:
    field: forms.Field
    if column.holds is Holds.DATE:
        field = forms.DateField()
    elif column.choices:
        field = forms.ChoiceField(choices=[(str(k), n) for k, n in column.choices.items()])
    else:
        field = forms.CharField(max_length=column.longest)
    field.label, field.help_text = str(column.heading), str(column.hint)
    field.required = field.widget.is_required = column.required
    return field


class TableForm(forms.Form):
    """A table of agencies."""

    file = forms.FileField(
        label=_("Table of agencies (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class DutyForm(forms.Form):
    """What an agency's duty will be."""

    duty = forms.ChoiceField(
        label=_("Duty to run a quality system"),
        choices=[(k.value, n) for k, n in DUTY_NAMES.items()],
    )
    since = forms.DateField(label=_("Applies from"))
    source = forms.CharField(label=_("Decision or article"), max_length=200)

    def new_duty(self) -> NewDuty:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return NewDuty(Duty(typed["duty"]), typed["since"], typed["source"])
