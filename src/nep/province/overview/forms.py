"""What a reader of the figures looks for; whatever is odd in the address is left out."""

from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import KIND_NAMES
from nep.agencies.queries import local_day
from nep.agencies.queries.districts import districts_on
from nep.foundation.periods import MONTH, Period, periods_offered
from nep.province.overview.rules import OF_THE_PROVINCE, Narrowed


class PeriodForm(forms.Form):
    """A month, a quarter or a year; this month when nothing is asked for."""

    def __init__(self, asked: QueryDict, *, at: datetime) -> None:
        self.period = _asked(asked.get("ky", "")) or Period.of(local_day(at), MONTH)
        super().__init__({**asked.dict(), "ky": self.period.key})
        periods = periods_offered(local_day(at), chosen=self.period)
        self.fields["ky"] = forms.ChoiceField(
            label=_("Period"), choices=[(period.key, str(period)) for period in periods]
        )


class NarrowForm(PeriodForm):
    """Which agencies, and in which period."""

    def __init__(self, asked: QueryDict, *, at: datetime) -> None:
        super().__init__(asked, at=at)
        every = ("", _("All"))
        districts = districts_on(local_day(at)).values_list("code", "name")
        provincial = (OF_THE_PROVINCE, _("Of the province itself"))
        self.fields["tim"] = forms.CharField(
            label=_("Name of the agency"), required=False, max_length=100
        )
        self.fields["loai"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[every, *KIND_NAMES.items()]
        )
        self.fields["huyen"] = forms.ChoiceField(
            label=_("District"), required=False, choices=[every, provincial, *districts]
        )
        self.full_clean()

    def narrowed(self) -> Narrowed:
        """Return which rows are wanted."""
        given = self.cleaned_data
        return Narrowed(given.get("tim", ""), given.get("loai", ""), given.get("huyen", ""))


def _asked(key: str) -> Period | None:
    try:
        return Period.parse(key)
    except ValueError:
        return None
