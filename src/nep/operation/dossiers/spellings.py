"""How the database spells what dossiers are found by: in its indexes, and asked for alike.

The patterns stand in the SQL itself: a plan that is kept for many askings knows no parameter of
an index.
"""

from django.db.models import Func, TextField


def whole_name(column: str) -> Func:
    """Return a name as it is looked up: without marks and case, single spaces."""
    return _spelled(column, r"regexp_replace(nep_fold(%(expressions)s), '\s+', ' ', 'g')")


def plain_signs(column: str) -> Func:
    """Return a number of a person as it is looked up: its letters and digits alone."""
    return _spelled(column, "regexp_replace(lower(%(expressions)s), '[^0-9a-z]', '', 'g')")


def running_number(column: str) -> Func:
    """Return the digits that end a code, without the zeros before them."""
    return _spelled(column, "ltrim(substring(%(expressions)s, '[0-9]+$'), '0')")


def _spelled(column: str, template: str) -> Func:
    return Func(column, template=template, output_field=TextField())
