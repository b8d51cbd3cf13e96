"""What can be wrong with a step table, each with the sentence that says it to its author."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Fault(StrEnum):
    """The rules a table can break; the last two are only worth knowing."""

    EMPTY = "empty"
    FIRST_IS_NOT_RECEPTION = "first_is_not_reception"
    LAST_IS_NOT_HANDING_OVER = "last_is_not_handing_over"
    KEY_UNFIT = "key_unfit"
    KEY_TWICE = "key_twice"
    ORDER_NOT_RISING = "order_not_rising"
    NAME_MISSING = "name_missing"
    RESPONSIBLE_MISSING = "responsible_missing"
    ROLE_MISSING = "role_missing"
    ROLE_HANDLES_NO_DOSSIERS = "role_handles_no_dossiers"
    TIME_OF_NOTHING = "time_of_nothing"
    UNITS_MIXED = "units_mixed"
    UNIT_NOT_OF_PROMISE = "unit_not_of_promise"
    OVER_PROMISE = "over_promise"
    GROUP_OF_ONE = "group_of_one"
    GROUP_APART = "group_apart"
    GROUP_AT_AN_END = "group_at_an_end"
    ON_FROM_GROUP = "on_from_group"
    ON_UNKNOWN = "on_unknown"
    ON_TO_ITSELF = "on_to_itself"
    ON_INTO_GROUP = "on_into_group"
    UNREACHABLE = "unreachable"
    NEVER_ENDS = "never_ends"
    RETURN_FROM_GROUP = "return_from_group"
    RETURN_UNKNOWN = "return_unknown"
    RETURN_NOT_BACK = "return_not_back"
    RETURN_INTO_GROUP = "return_into_group"
    RETURN_TWICE = "return_twice"
    CHOICE_FROM_GROUP = "choice_from_group"
    CHOICE_UNNAMED = "choice_unnamed"
    CHOICE_UNKNOWN = "choice_unknown"
    CHOICE_NOT_AHEAD = "choice_not_ahead"
    CHOICE_OF_NEXT = "choice_of_next"
    CHOICE_INTO_GROUP = "choice_into_group"
    CHOICE_TWICE = "choice_twice"
    UNDER_PROMISE = "under_promise"
    NOTHING_COUNTED = "nothing_counted"


NOTES = frozenset({Fault.UNDER_PROMISE, Fault.NOTHING_COUNTED})
"""What does not stand in the way of a table."""

SENTENCES: Mapping[Fault, str | Promise] = {
    Fault.EMPTY: _("The table has no steps."),
    Fault.FIRST_IS_NOT_RECEPTION: _("The first step must be reception, by the one-stop officer."),
    Fault.LAST_IS_NOT_HANDING_OVER: _(
        "The last step must be handing over the result, by the one-stop officer."
    ),
    Fault.KEY_UNFIT: _(
        "“%(step)s” cannot be the code of a step: begin with a letter, then letters and digits"
        " only, at most twelve, such as B1."
    ),
    Fault.KEY_TWICE: _("More than one step has the code %(step)s."),
    Fault.ORDER_NOT_RISING: _(
        "Step %(step)s is out of order: the numbers must rise from each step to the next."
    ),
    Fault.NAME_MISSING: _("Step %(step)s does not say what is done."),
    Fault.RESPONSIBLE_MISSING: _("Step %(step)s does not say who is responsible."),
    Fault.ROLE_MISSING: _("Step %(step)s has no role, so it would reach nobody."),
    Fault.ROLE_HANDLES_NO_DOSSIERS: _(
        "Step %(step)s is given to a role that does not handle dossiers."
    ),
    Fault.TIME_OF_NOTHING: _(
        "The time of step %(step)s is zero: leave it empty if it is not counted."
    ),
    Fault.UNITS_MIXED: _(
        "Some steps are in days and others in working time: a table must keep to one of them."
    ),
    Fault.UNIT_NOT_OF_PROMISE: _(
        "The steps take %(total)s and the promise is %(promised)s: days and working time cannot"
        " be compared."
    ),
    Fault.OVER_PROMISE: _(
        "The steps take %(total)s, %(difference)s more than the %(promised)s promised."
    ),
    Fault.GROUP_OF_ONE: _(
        "Step %(step)s is alone in group %(group)s: at least two steps run at the same time."
    ),
    Fault.GROUP_APART: _(
        "Step %(step)s is apart from group %(group)s: steps that run at the same time must"
        " follow one another."
    ),
    Fault.GROUP_AT_AN_END: _(
        "Step %(step)s is the first or the last, and cannot run at the same time as others."
    ),
    Fault.ON_FROM_GROUP: _(
        "Step %(step)s cannot say what comes after group %(group)s: the first step of the group"
        " says it."
    ),
    Fault.ON_UNKNOWN: _("Step %(step)s goes on to %(target)s, which is not in the table."),
    Fault.ON_TO_ITSELF: _("Step %(step)s goes on to itself."),
    Fault.ON_INTO_GROUP: _(
        "Step %(step)s cannot go on to %(target)s, which runs at the same time as others: only the"
        " step right above group %(group)s leads into it."
    ),
    Fault.UNREACHABLE: _(
        "No step leads to %(step)s: the step above goes on elsewhere, and no choice names it."
    ),
    Fault.NEVER_ENDS: _("From step %(step)s no way leads on to the end."),
    Fault.RETURN_FROM_GROUP: _(
        "Step %(step)s runs at the same time as others and cannot return the dossier: let a step"
        " after group %(group)s do it."
    ),
    Fault.RETURN_UNKNOWN: _("Step %(step)s returns to %(target)s, which is not in the table."),
    Fault.RETURN_NOT_BACK: _("Step %(step)s can only return to a step before it."),
    Fault.RETURN_INTO_GROUP: _(
        "Step %(step)s cannot return to %(target)s alone, since it runs at the same time as"
        " others: return to a step before group %(group)s."
    ),
    Fault.RETURN_TWICE: _("Step %(step)s returns to %(target)s more than once."),
    Fault.CHOICE_FROM_GROUP: _(
        "Step %(step)s runs at the same time as others and cannot choose another way: let a step"
        " after group %(group)s do it."
    ),
    Fault.CHOICE_UNNAMED: _("The way from step %(step)s to %(target)s has no name."),
    Fault.CHOICE_UNKNOWN: _("Step %(step)s leads to %(target)s, which is not in the table."),
    Fault.CHOICE_NOT_AHEAD: _("Step %(step)s can only skip to a step after it."),
    Fault.CHOICE_OF_NEXT: _(
        "Step %(step)s leads to %(target)s in any case: that way needs no choice."
    ),
    Fault.CHOICE_INTO_GROUP: _(
        "Step %(step)s cannot lead to %(target)s alone, since it runs at the same time as others:"
        " lead to a step after group %(group)s."
    ),
    Fault.CHOICE_TWICE: _("Step %(step)s leads to %(target)s more than once."),
    Fault.UNDER_PROMISE: _(
        "The steps take %(total)s, %(difference)s less than the %(promised)s promised."
    ),
    Fault.NOTHING_COUNTED: _("No step has a time, so none can be late."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule; `step` is the key of the row it belongs to, empty for the whole table."""

    fault: Fault
    step: str = ""
    details: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(SENTENCES[self.fault]) % {"step": self.step, **self.details}
