"""What a page says in words, and whether it says it in the language that was chosen."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from unicodedata import normalize

from django.db import connection

SAID_IN = ("aria-label", "alt", "data-label", "placeholder", "title")
UNSEEN = {"script", "style", "template"}
EMPTY = {
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "path",
    "circle",
    "use",
    "source",
    "wbr",
}
_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile("[đĐ\u0300-\u0303\u0306\u0309\u031b\u0323]")  # of text taken apart (NFD)
_OF_ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|from|by|with|not|for|this|that|has|have|must|only)\b"
)


class _Reader(HTMLParser):
    """Collects what a page says, apart from what it marks as Vietnamese of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        apart = self._is_apart() or tag in UNSEEN or (bool(self._open) and "lang" in named)
        if not apart:
            self.said += [named[name] or "" for name in SAID_IN if name in named]
        if tag not in EMPTY:
            self._open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_apart() and data.strip():
            self.said.append(" ".join(data.split()))

    def _is_apart(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def said_on(page: str) -> list[str]:
    """Return the words of a page, piece by piece, but for what stands in a `lang` of its own."""
    reader = _Reader()
    reader.feed(page)
    return reader.said


def stored_words() -> str:
    """Return everything that stands in the database, as one text to look names up in."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 - names of our own
            found += [row[0] for row in cursor.fetchall()]
    return normalize("NFC", " ".join("\n".join(found).replace("\\n", " ").split()))


def vietnamese_in(said: str) -> Iterator[str]:
    """Yield each run of Vietnamese words in a text: names, titles, or what nobody translated."""
    run: list[str] = []
    for word in [*re.findall(r"\w+|[^\w\s]", normalize("NFC", said)), "."]:
        if _VIETNAMESE.search(normalize("NFD", word)) and len(word) > 1:
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []


def is_english(said: str) -> bool:
    """Tell whether a text is an English sentence: it has English particles, and no mark."""
    if _VIETNAMESE.search(normalize("NFD", said)):
        return False
    return len(_WORD.findall(said)) > 1 and bool(_OF_ENGLISH.search(said))
