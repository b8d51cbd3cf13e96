"""Questions: queries that are put into SQL once and then asked with other values.

Django writes the SQL of a query anew each time; for what every request asks, that costs more than
the answer. A question is an ordinary queryset in which `Told("name", field)` stands for a value:

    HELD = Question(lambda: Staff.objects.filter(person=Told("person", BigIntegerField())))
    HELD.ask(person=7)  # a list of staff

Use one for what is asked on every request, and a plain queryset everywhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

_Row = TypeVar("_Row")
_READ_BY = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


class Told(Expression):
    """Stands for the value that is told by this name when the question is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - as Django has it
        """Leave a place for the value, and say of which type it will be."""
        return f"%s::{self.output_field.db_type(connection)}", (self,)


class Question(Generic[_Row]):
    """A queryset whose SQL is written when it is asked for the first time."""

    def __init__(self, build: Callable[[], "QuerySet[Any, _Row]"]) -> None:
        self._build = build
        self._written: _Written[_Row] | None = None

    def ask(self, **values: object) -> list[_Row]:
        """Return the rows for these values, of which none may be left out.

        A list and no queryset: what were filtered further would need other SQL.
        """
        if self._written is None:
            self._written = _Written.of(self._build())
        return self._written.rows(values)


@dataclass(frozen=True, slots=True)
class _Written(Generic[_Row]):
    """The SQL of a queryset, the places in it, and how its rows are read."""

    queryset: "QuerySet[Any, _Row]"
    sql: str
    places: tuple[Any, ...]
    read_by: Mapping[str, Any]

    @classmethod
    def of(cls, queryset: "QuerySet[Any, _Row]") -> "_Written[_Row]":
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, places = compiler.as_sql()
        read_by = {name: getattr(compiler, name) for name in _READ_BY}
        return cls(queryset, sql, tuple(places), read_by)

    def rows(self, values: Mapping[str, object]) -> list[_Row]:
        connection = connections[self.queryset.db]
        told = tuple(
            place.output_field.get_db_prep_value(values[place.name], connection)
            if isinstance(place, Told)
            else place
            for place in self.places
        )
        asked = self.queryset.all()
        query = asked.query

        def compiler(*_where: object, **_too: object) -> SQLCompiler:
            return _Compiler(self, told, query, connection)

        query.get_compiler = compiler  # type: ignore[method-assign]  # of this query alone
        return list(asked)


class _Compiler(SQLCompiler):
    """Reads rows as Django does, by SQL that stands already."""

    def __init__(
        self,
        written: _Written[Any],
        told: tuple[Any, ...],
        query: Query,
        connection: Any,  # noqa: ANN401 - as Django has it
    ) -> None:
        super().__init__(query, connection, None)
        vars(self).update(written.read_by)
        self._as_it_stands = (written.sql, told)

    def as_sql(
        self,
        with_limits: bool = True,  # noqa: FBT001, FBT002 - as Django has it
        with_col_aliases: bool = False,  # noqa: FBT001, FBT002 - likewise
    ) -> tuple[str, tuple[Any, ...]]:
        return self._as_it_stands
