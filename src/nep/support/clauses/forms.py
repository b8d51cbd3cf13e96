"""The clauses of a draft, as they are ticked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nep.norms.standard.models import Clause


class ClausesForm(forms.Form):
    """Boxes to tick, under the edition of the draft that was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    clauses = forms.MultipleChoiceField(
        label=_("Clauses that this document answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: Iterable[Clause], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choices = [(clause.number, str(clause)) for clause in offered]
        self.fields["clauses"].choices = choices  # type: ignore[attr-defined]  # a choice field
