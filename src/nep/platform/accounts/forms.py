"""What people type about themselves, and administrators about them."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nep.platform.accounts.rules import PHONE
from nep.platform.accounts.services import Profile


class ReachForm(forms.Form):
    """Where a person is reached."""

    phone = forms.RegexField(
        PHONE,
        label=_("Telephone"),
        error_messages={"invalid": _("Write digits only, such as 0912345678.")},
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)


class OwnProfileForm(ReachForm):
    """What people write about themselves."""

    language = forms.ChoiceField(label=_("Language of the interface"), choices=settings.LANGUAGES)


class ProfileForm(ReachForm):
    """What a person is called and where they are reached, as an administrator keeps it."""

    field_order: tuple[str, ...] = ("full_name", "phone", "email")
    full_name = forms.CharField(label=_("Full name"), max_length=120)

    def profile(self) -> Profile:
        """Return the profile as the services take it."""
        typed = self.cleaned_data
        return Profile(typed["full_name"], typed["email"], typed["phone"])


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A key that a person adds: its name, and whether it signs in alone."""

    name = forms.CharField(label=_("Name of the key"), max_length=60, required=False)
    passwordless = forms.BooleanField(
        label=_("This key signs in alone, without name and password"),
        required=False,
        help_text=_("It must then prove who holds it, by a fingerprint, a face or a PIN."),
    )


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]  # likewise
    """What a key is called."""

    name = forms.CharField(label=_("Name of the key"), max_length=60)
