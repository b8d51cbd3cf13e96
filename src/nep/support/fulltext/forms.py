"""What a reader searches for, as the value of the query."""

from datetime import datetime
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from nep.agencies.actors import Actor
from nep.agencies.queries import agencies_visible_to, local_day
from nep.agencies.rules import Permission
from nep.foundation.finding import LONGEST, as_typed
from nep.norms.standard.queries import clauses_on
from nep.support.documents.models import KIND_NAMES
from nep.support.fulltext.rules import Asked, asked_words


class ManyOptions(forms.Select):
    """A list of hundreds of choices, written at once: Django draws each by a template."""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as Django has it
        attrs: dict[str, Any] | None = None,
        renderer: object = None,
    ) -> SafeString:
        """Return the list with what was chosen."""
        chosen = str(value or "")
        told = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if str(key) == chosen else ""}>'
            f"{escape(label)}</option>"
            for key, label in self.choices
        )
        return mark_safe(f"<select{told}>{options}</select>")  # noqa: S308 - escaped above


class SearchForm(forms.Form):
    """Words and filters; whatever is odd in the address is left out."""

    tim = forms.CharField(label=_("Words of the text"), required=False, max_length=LONGEST)
    loai = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *KIND_NAMES.items()]
    )
    dieu = forms.ChoiceField(label=_("Clause of the standard"), required=False, widget=ManyOptions)
    co_quan = forms.ChoiceField(label=_("Agency"), required=False, widget=ManyOptions)

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        clauses = clauses_on(local_day(at))
        self.fields["dieu"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("All")),
            *((clause.number, str(clause)) for clause in clauses),
        ]
        self._agencies = {}
        if actor.holds(Permission.READ_ALL_AGENCIES):
            agencies = agencies_visible_to(actor).order_by("name").values_list("code", "name", "pk")
            self._agencies = {code: pk for code, _name, pk in agencies}
            self.fields["co_quan"].choices = [  # type: ignore[attr-defined]  # likewise
                ("", _("All")),
                *((code, name) for code, name, _pk in agencies),
            ]
        else:
            del self.fields["co_quan"]

    def asked(self) -> Asked:
        """Return the value of the query."""
        self.full_clean()
        given = self.cleaned_data
        return Asked(
            words=asked_words(as_typed(given.get("tim", ""))),
            agency_id=self._agencies.get(given.get("co_quan", "")),
            kind=given.get("loai", ""),
            clause=given.get("dieu", ""),
        )
