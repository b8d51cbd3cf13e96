"""What does not fit the description of the interface, in sentences people read."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_WHOLE: Final = gettext_lazy("A whole number is asked for.")
_DATED: Final = gettext_lazy("Write a day as 2023-11-27, a moment as 2023-11-27T09:00:00+07:00.")
_BY_TYPE: Final[Mapping[str, str | Promise]] = {  # pydantic's names of what is wrong
    "missing": gettext_lazy("This value is needed."),
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "bool_parsing": gettext_lazy("Write true or false."),
    "greater_than_equal": gettext_lazy("The least is %(ge)s."),
    "less_than_equal": gettext_lazy("The most is %(le)s."),
    "string_too_long": gettext_lazy("At most %(max_length)s characters are taken."),
    "string_pattern_mismatch": gettext_lazy("One line of text is asked for."),
    "enum": gettext_lazy("One of these is asked for: %(expected)s."),
    "literal_error": gettext_lazy("One of these is asked for: %(expected)s."),
    "value_error": _DATED,  # the one value that is read by a rule of our own
}


def sentence_of(error: Mapping[str, Any]) -> str:
    """Return what a caller reads of one fault that pydantic found."""
    kind = str(error["type"])
    if kind.startswith(("date", "timezone")):
        return str(_DATED)
    told = _BY_TYPE.get(kind)
    if told is None:
        return _("The value does not fit the description of the interface.")
    bounds: Mapping[str, object] = error.get("ctx", {})
    return str(told) % bounds
