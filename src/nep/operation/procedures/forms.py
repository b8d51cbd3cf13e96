"""Forms that turn what a secretary types into the facts, papers and steps of a procedure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import ROLE_NAMES, Agency
from nep.agencies.queries import agencies_on, local_day, units_among
from nep.agencies.rules import PERMISSIONS, Permission
from nep.lib.vietnamese.text import tidy
from nep.lib.worktime.limits import Limit, Unit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.presentation import UNIT_NAMES
from nep.operation.procedures.rules.papers import TypedPaper
from nep.operation.procedures.rules.reading import OWN, Known, read_number
from nep.operation.procedures.rules.rows import MOST_ROWS
from nep.operation.procedures.rules.sheet import TypedRow, written
from nep.operation.procedures.rules.steps import Alternative
from nep.operation.procedures.services.writing import Facts

TIME_UNITS = [(unit.value, name) for unit, name in UNIT_NAMES.items()]
STEP_ROLES = [
    (role.value, name)
    for role, name in ROLE_NAMES.items()
    if Permission.HANDLE_DOSSIERS in PERMISSIONS[role]
]
_CELLS = (
    *("key", "was", "name", "role", "responsible", "agency", "unit", "time", "time_unit"),
    "result",
)
_PAPER_CELLS = ("name", "originals", "copies", "note")


class FactsForm(forms.Form):
    """What a procedure promises, to whom and for what."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    serves = forms.MultipleChoiceField(
        label=_("Administrative procedures served"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one; search for it by its words or code.")},
    )
    legal_value = forms.CharField(label=_("Legal limit"))
    legal_unit = forms.ChoiceField(label=_("Unit of the legal limit"), choices=TIME_UNITS)
    promised_value = forms.CharField(label=_("Promised limit"))
    promised_unit = forms.ChoiceField(label=_("Unit of the promise"), choices=TIME_UNITS)
    same_day = forms.BooleanField(
        label=_("Result on the day of filing; on the next working day when filed after 15:00"),
        required=False,
    )
    fee = forms.CharField(
        label=_("Fees"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    result = forms.CharField(
        label=_("Result"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    source_note = forms.CharField(
        label=_("Source of the step table"), required=False, max_length=300
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what Django's own form takes
        offered: Iterable[AdministrativeProcedure],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {str(one.pk): one for one in offered}
        choices = [(key, f"{one.code} {one.name}".strip()) for key, one in self._offered.items()]
        self.fields["serves"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Read both limits; whether the promise may be so long is for the act to say."""
        typed = super().clean() or {}
        for name in ("legal", "promised"):
            number = read_number(typed.get(f"{name}_value", ""))
            if number is not None:
                typed[name] = number
            elif f"{name}_value" not in self.errors:
                self.add_error(f"{name}_value", _("Type a number above zero, such as 5 or 0,5."))
        return typed

    def facts(self) -> Facts:
        """Return what was typed as the value of the act."""
        typed = self.cleaned_data
        return Facts(
            serves=tuple(self._offered[key] for key in typed["serves"]),
            legal=Limit(typed["legal"], Unit(typed["legal_unit"])),
            promised=Limit(typed["promised"], Unit(typed["promised_unit"])),
            same_day=typed["same_day"],
            fee=typed["fee"],
            result=typed["result"],
            source_note=typed["source_note"],
        )


def facts_typed(facts: Facts) -> dict[str, Any]:
    """Return facts as the form shows them."""
    return {
        "serves": [str(one.pk) for one in facts.serves],
        "legal_value": written(facts.legal.value),
        "legal_unit": facts.legal.unit.value,
        "promised_value": written(facts.promised.value),
        "promised_unit": facts.promised.unit.value,
        "same_day": facts.same_day,
        "fee": facts.fee,
        "result": facts.result,
        "source_note": facts.source_note,
    }


def facts_posted(posted: QueryDict) -> dict[str, Any]:
    """Return what was typed so far, to be shown again unjudged."""
    return {**posted.dict(), "serves": posted.getlist("serves")}


@dataclass(frozen=True, slots=True)
class Posted:
    """What every table of rows posts: the edition that was read, and the button pressed."""

    edition: int
    act: str


def posted(data: Mapping[str, str]) -> Posted:
    """Return the edition and the button; an odd edition is none that ever was."""
    edition = data.get("edition", "")
    known = edition.isascii() and edition.isdigit() and len(edition) < 9  # noqa: PLR2004 - digits
    return Posted(int(edition) if known else 0, data.get("act", ""))


def rows_posted(data: QueryDict) -> tuple[TypedRow, ...]:
    """Return the rows of the step table as they were typed."""
    return tuple(_row(data, f"b{place}") for place in range(_count(data)))


def papers_posted(data: QueryDict) -> tuple[TypedPaper, ...]:
    """Return the rows of the table of components as they were typed."""
    return tuple(
        TypedPaper(
            **{cell: data.get(f"t{place}-{cell}", "") for cell in _PAPER_CELLS},
            required=f"t{place}-required" in data,
        )
        for place in range(_count(data))
    )


def known_to(agency: Agency, *, at: datetime) -> Known:
    """Return what the cells of an agency's table may name."""
    agencies = list(agencies_on(local_day(at)))
    named = {tidy(word).casefold(): one.code for one in agencies for word in (one.code, one.name)}
    named |= {word: OWN for word, code in named.items() if code == agency.code}
    units: dict[str, set[str]] = {}
    for code, name in units_among(agencies).values_list("agency__code", "name"):
        units.setdefault(OWN if code == agency.code else code, set()).add(name)
    return Known(named, {code: frozenset(names) for code, names in units.items()})


def _row(data: QueryDict, name: str) -> TypedRow:
    labels, targets = data.getlist(f"{name}-label"), data.getlist(f"{name}-to")
    return TypedRow(
        **{cell: data.get(f"{name}-{cell}", "") for cell in _CELLS},
        group=data.get(f"{name}-group", ""),
        goes_to=data.get(f"{name}-on", ""),
        returns_to=tuple(data.getlist(f"{name}-returns")),
        choices=_choices(zip(labels, targets, strict=False)),
    )


def _choices(pairs: Iterable[Sequence[str]]) -> tuple[Alternative, ...]:
    return tuple(Alternative(label, to) for label, to in pairs if label.strip() or to)


def _count(data: QueryDict) -> int:
    count = data.get("rows", "")
    return min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() else 0
