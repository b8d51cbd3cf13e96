"""What a reader searches for, as the value of the query."""

from collections.abc import Iterable, Sequence
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
from nep.foundation.ui import Text
from nep.norms.standard.queries import clauses_on
from nep.support.documents.models import KIND_NAMES
from nep.support.fulltext.rules import Asked, asked_words


class ManyOptions(forms.Select):
    """A list of hundreds of options, written at once: Django checks and draws each by itself."""

    listed: Sequence[tuple[str, Text]] = ()

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
            f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>'
            f"{escape(label)}</option>"
            for key, label in (("", _("All")), *self.listed)
        )
        return mark_safe(f"<select{told}>{options}</select>")  # noqa: S308 - escaped above


class SearchForm(forms.Form):
    """Words and filters; whatever is odd in the address is left out."""

    tim = forms.CharField(label=_("Words of the text"), required=False, max_length=LONGEST)
    loai = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *KIND_NAMES.items()]
    )
    dieu = forms.CharField(label=_("Clause of the standard"), required=False, widget=ManyOptions)
    co_quan = forms.CharField(label=_("Agency"), required=False, widget=ManyOptions)

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._clauses = {clause.number: str(clause) for clause in clauses_on(local_day(at))}
        self._options("dieu", self._clauses.items())
        self._agencies = {}
        if actor.holds(Permission.READ_ALL_AGENCIES):
            agencies = agencies_visible_to(actor).order_by("name").values_list("code", "name", "pk")
            self._agencies = {code: pk for code, _name, pk in agencies}
            self._options("co_quan", ((code, name) for code, name, _pk in agencies))
        else:
            del self.fields["co_quan"]

    def asked(self) -> Asked:
        """Return the value of the query."""
        self.full_clean()
        given = self.cleaned_data
        clause = given.get("dieu", "")
        return Asked(
            words=asked_words(as_typed(given.get("tim", ""))),
            agency_id=self._agencies.get(given.get("co_quan", "")),
            kind=given.get("loai", ""),
            clause=clause if clause in self._clauses else "",
        )

    def _options(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        widget = self.fields[name].widget
        assert isinstance(widget, ManyOptions)  # noqa: S101 - for the type
        widget.listed = tuple(options)
