"""What people type to set numbers, hours and days, turned into values of the acts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.lib.worktime.days import DayKind
from nep.norms.parameters.models import DAY_KIND_NAMES, Parameter
from nep.norms.parameters.presentation import WEEKDAYS
from nep.norms.parameters.requests import SinceForm
from nep.norms.parameters.services.deciding import NewDays, NewHours, NewValue, Week

PARTS = ("morning_opens", "morning_closes", "afternoon_opens", "afternoon_closes")
PART_NAMES = dict(
    zip(
        PARTS,
        (_("morning from"), _("morning to"), _("afternoon from"), _("afternoon to")),
        strict=True,
    )
)


class ValueForm(SinceForm):
    """A value of a parameter from a day on."""

    value = forms.DecimalField(label=_("New value"), max_digits=10, decimal_places=2, localize=True)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    checked = forms.BooleanField(
        label=_("I compared the value with the text of the article"), required=False
    )
    field_order = ("value", "since", "source", "note", "checked")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what Django's own form takes
        parameter: Parameter,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = parameter.get_unit_display()

    def new_value(self) -> NewValue:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return NewValue(
            typed["value"], typed["since"], typed["source"], typed["note"], typed["checked"]
        )


class HoursForm(SinceForm):
    """A week of hours from a day on: a morning and an afternoon on each day, or neither."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what Django's own form takes
        week: Week,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        for place, name in enumerate(WEEKDAYS):
            usual = _parts(week[place])
            for part in PARTS:
                self.fields[f"{part}_{place}"] = forms.TimeField(
                    label=f"{name}, {PART_NAMES[part]}",
                    required=False,
                    input_formats=["%H:%M", "%Hh%M", "%H"],
                    initial=usual[part],
                    widget=forms.TextInput(attrs={"size": 5, "inputmode": "numeric"}),
                )

    def days(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields by day, for a table."""
        return [
            (str(name), [self[f"{part}_{place}"] for part in PARTS])
            for place, name in enumerate(WEEKDAYS)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the end of a session that has only a beginning, and the other way round."""
        typed = super().clean() or {}
        for place in range(len(WEEKDAYS)):
            for opens, closes in (PARTS[:2], PARTS[2:]):
                pair = [f"{opens}_{place}", f"{closes}_{place}"]
                if not self.errors.keys() & pair and len([p for p in pair if typed[p]]) == 1:
                    self.add_error(pair[0], _("Write both ends, or neither."))
        return typed

    def new_hours(self) -> NewHours:
        """Return what was typed as the value of the act."""
        week: Week = []
        for place in range(len(WEEKDAYS)):
            times = [self.cleaned_data[f"{part}_{place}"] for part in PARTS]
            pairs = [times[:2], times[2:]]
            week.append([[f"{time:%H:%M}" for time in pair] for pair in pairs if pair[0]])
        return NewHours(week, self.cleaned_data["since"], self.cleaned_data["source"])


def _parts(sessions: list[list[str]]) -> dict[str, str]:
    """Return the sessions of a day by part; a lone one that begins after noon is the afternoon."""
    if len(sessions) == 1 and sessions[0][0] >= "12:00":
        sessions = [["", ""], *sessions]
    times = [time for session in sessions for time in session]
    return dict(zip(PARTS, [*times, "", "", "", ""], strict=False))


class DaysForm(forms.Form):
    """What one day or several in a row are."""

    kind = forms.ChoiceField(
        label=_("The day is"), choices=[(k.value, n) for k, n in DAY_KIND_NAMES.items()]
    )
    first = forms.DateField(label=_("On, or from"))
    last = forms.DateField(label=_("To"), required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As dossiers will explain it, such as: Làm bù cho ngày 02/01/2026."),
    )
    source = forms.CharField(label=_("Decision"), max_length=300)

    def new_days(self) -> NewDays:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        first: date = typed["first"]
        return NewDays(
            first, typed["last"] or first, DayKind(typed["kind"]), typed["name"], typed["source"]
        )
