"""Search as people type it: without marks, by the beginnings of words (ADR 14)."""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db.models import Func, GeneratedField, TextField, Value
from django.db.models.functions import Concat, Replace

from nep.lib.vietnamese.text import fold

_WORD = re.compile(r"[^\W_]+")


def search_column(*columns: str) -> GeneratedField:
    """Return a stored column to find rows by the words of these columns; index it with GIN."""
    spaced: list[str | Value] = []
    for column in columns:
        spaced += [column, Value(" ")]
    # PostgreSQL would take QT.ISO.02 for the name of a host and keep it whole.
    words = Replace(Concat(*spaced), Value("."), Value(" "))
    folded = Func(words, function="nep_fold", output_field=TextField())
    return GeneratedField(
        expression=SearchVector(folded, config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def has_words(text: str, typed: str) -> bool:
    """Tell whether a text has all the words typed, or words that begin so; never for none."""
    wanted, words = _WORD.findall(fold(typed)), _WORD.findall(fold(text))
    return bool(wanted) and all(
        any(word.startswith(beginning) for word in words) for beginning in wanted
    )


def matching(typed: str) -> SearchQuery | None:
    """Return the query for rows that have all these words or beginnings; None for no words."""
    words = _WORD.findall(fold(typed))
    if not words:
        return None
    return SearchQuery(
        " & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"
    )
