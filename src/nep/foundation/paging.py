"""Long lists, a page at a time, without ever counting all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

PAGE_SIZE = 50
CEILING = 1000  # beyond it people are told "more than 1.000"; counting on would slow every page
PARAMETER = "trang"
_T = TypeVar("_T")
_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """Some rows of a list, and the marks that lead to its neighbours.

    A mark is what `?trang=` carries: a page's number here, a key wherever a query pages by
    key. An empty mark leads to the first page, None leads nowhere.
    """

    rows: Sequence[_T]
    previous: str | None = None
    following: str | None = None
    first: int = 1

    def __iter__(self) -> Iterator[_T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int:
        """The place in the list of the last row of this page."""
        return self.first + len(self.rows) - 1


def page_of(rows: QuerySet[_Row], request: HttpRequest, *, size: int = PAGE_SIZE) -> Page[_Row]:
    """Return the page that the address asks for; one row more is read to know of a next."""
    number = asked_number(request)
    start = (number - 1) * size
    return page_cut(list(rows[start : start + size + 1]), number, size=size)


def page_cut(found: Sequence[_T], number: int, *, size: int = PAGE_SIZE) -> Page[_T]:
    """Return a page out of its rows and, when there is a next page, the first row of that."""
    return Page(
        rows=found[:size],
        previous=None if number == 1 else str(number - 1),
        following=str(number + 1) if len(found) > size else None,
        first=(number - 1) * size + 1,
    )


def asked_number(request: HttpRequest) -> int:
    """Return the number of the page that the address asks for; the first when it is odd."""
    asked = request.GET.get(PARAMETER, "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1  # noqa: PLR2004 - no list is longer


def shown_count(rows: QuerySet[_Row], *, ceiling: int = CEILING) -> str:
    """Return how many rows there are in words that stay cheap: 12, 1.000, more than 1.000."""
    return count_in_words(rows.order_by()[: ceiling + 1].count(), ceiling=ceiling)


def count_in_words(count: int, *, ceiling: int = CEILING) -> str:
    """Write a number of rows as lists show it: 12, 1.000, more than 1.000."""
    if count > ceiling:
        return _("more than %(ceiling)s") % {"ceiling": grouped(ceiling)}
    return grouped(count)


def grouped(number: int) -> str:
    """Write a whole number with a point between thousands, as Vietnamese papers do."""
    return f"{number:,}".replace(",", ".")
