"""What citizens type: the code of a dossier, and the proof that it is theirs."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.lib.vietnamese.text import without_marks

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9./-]*")
_AS_A_CODE = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "enterkeyhint": "search",
}
_AS_DIGITS = {"autocomplete": "off", "inputmode": "numeric"}


def tidy_code(typed: str) -> str:
    """Return a code as it is stored, whatever a telephone or a word processor made of it."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", typed))
    return "".join(without_marks(plain).split()).upper()


class LookUpForm(forms.Form):
    """The code of a dossier."""

    ma = forms.CharField(
        label=_("Code of the dossier"),
        max_length=80,
        error_messages={"required": _("Enter the code that stands on the receipt.")},
        widget=forms.TextInput(attrs=_AS_A_CODE),
    )

    def clean_ma(self) -> str:
        """Return the code as it is stored."""
        code = tidy_code(self.cleaned_data["ma"])
        if not _CODE.fullmatch(code):
            message = _("A code has only letters, digits, points and dashes. Copy it as printed.")
            raise forms.ValidationError(message)
        return code


class ProofForm(LookUpForm):
    """The code, and the last digits of the telephone number given with the dossier."""

    so_cuoi = forms.RegexField(
        label=_("Last four digits of the telephone number"),
        regex=r"^\s*[0-9]{4}\s*$",
        help_text=_("The number that you gave when the dossier was filed."),
        error_messages={
            "required": _("Enter the last four digits of the telephone number."),
            "invalid": _("Enter four digits."),
        },
        widget=forms.TextInput(attrs=_AS_DIGITS),
    )
