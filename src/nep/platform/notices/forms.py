"""What people choose about notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.platform.notices.models import MAILING_NAMES
from nep.platform.notices.rules import Mailing


class MailingForm(forms.Form):
    """When a person wants e-mail."""

    mailing = forms.TypedChoiceField(
        label=_("When letters come"),
        coerce=Mailing,
        choices=[(mailing.value, name) for mailing, name in MAILING_NAMES.items()],
        widget=forms.RadioSelect,
    )


class ReadForm(forms.Form):
    """What of the inbox is put aside: one notice, or all up to the newest one shown."""

    notice = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    until = forms.IntegerField(min_value=0, max_value=2**62, required=False)
    # Notices that gather, as the page showed them: "12:3,15:1" are three things and one.
    gathered = forms.RegexField(
        r"^[0-9]{1,18}:[0-9]{1,9}(,[0-9]{1,18}:[0-9]{1,9})*$", required=False, max_length=4000
    )

    def clean_gathered(self) -> dict[int, int]:
        """Return how many things each of these notices held."""
        pairs = (one.split(":") for one in self.cleaned_data["gathered"].split(",") if one)
        return {int(key): int(count) for key, count in pairs}
