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
