"""What people type about themselves, and administrators about them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.platform.accounts.services import Profile


class ProfileForm(forms.Form):
    """What a person is called and where they are reached."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    phone = forms.RegexField(
        r"^[0-9+ .]{8,20}$",
        label=_("Telephone"),
        error_messages={"invalid": _("Write digits only, such as 0912345678.")},
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)

    def profile(self) -> Profile:
        """Return the profile as the services take it."""
        typed = self.cleaned_data
        return Profile(typed["full_name"], typed["email"], typed["phone"])
