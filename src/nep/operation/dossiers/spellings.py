"""How the database spells what dossiers are found by: in its indexes, and asked for alike."""

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Lower


def whole_name(column: str) -> Func:
    """Return a name as it is looked up: without marks and case, single spaces."""
    return _replaced(Func(F(column), function="nep_fold"), r"\s+", " ")


def plain_signs(column: str) -> Func:
    """Return a number of a person as it is looked up: its letters and digits alone."""
    return _replaced(Lower(column), "[^0-9a-z]", "")


def running_number(column: str) -> Func:
    """Return the digits that end a code, without the zeros before them."""
    digits = Func(F(column), Value("[0-9]+$"), function="substring", output_field=TextField())
    return Func(digits, Value("0"), function="ltrim", output_field=TextField())


def _replaced(text: Func, what: str, by: str) -> Func:
    spelled = (text, Value(what), Value(by), Value("g"))
    return Func(*spelled, function="regexp_replace", output_field=TextField())
