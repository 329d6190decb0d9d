"""Writing a hundred thousand rows at once: numbered in advance, and written as the database likes it best.

Django's ``bulk_create`` makes an object and a parameter of every value; here rows are plain tuples, handed to SQLite's
``executemany`` and PostgreSQL's ``COPY``. Constraints hold as ever; what they refuse is raised as Django raises it.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from types import SimpleNamespace
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
BATCH = 2000  # rows
ENCODED = json.JSONEncoder().encode  # made once: a roster brings a million values


def reserve_ids(model: type[models.Model], count: int) -> range | list[int]:
    """Return ids for ``count`` rows that are still to be written; call it inside the transaction that writes them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [one for (one,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    start = (last[0] if last else 0) + 1
    return range(start, start + count)


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write ``rows``, whose values stand in the order of the fields ``names``.

    Every other field keeps its default, or what it makes of the row by itself (``pre_save``). Raises what the database
    refuses, with the transaction broken as by any other refusal.
    """
    given: list[Any] = [model._meta.get_field(name) for name in names]
    rest = [field for field in model._meta.concrete_fields if field not in given and not field.primary_key]
    defaults = {field.attname: field.get_default() for field in rest}
    making = [(len(given) + place, field) for place, field in enumerate(rest) if _makes(field)]
    written = [(place, write) for place, field in enumerate([*given, *rest]) if (write := _writer(field))]

    def ready(row: Row) -> list[Any]:
        values = [*row, *defaults.values()]
        if making:
            seen: Any = SimpleNamespace(**defaults, **dict(zip(names, row, strict=True)))
            for place, field in making:
                values[place] = field.pre_save(seen, True)
        for place, write in written:
            values[place] = write(values[place])
        return values

    found = (ready(row) for row in rows)
    first = next(found, None)
    if first is not None:
        columns = [connection.ops.quote_name(str(field.column)) for field in (*given, *rest)]
        _write(connection.ops.quote_name(model._meta.db_table), columns, chain([first], found))


def _makes(field: Any) -> bool:
    """Whether a field makes its value when the row is written, as ``auto_now_add`` does."""
    if isinstance(field, models.DateField):
        return bool(field.auto_now or field.auto_now_add)
    return type(field).pre_save is not models.Field.pre_save


def _write(table: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of our own
            while some := list(islice(rows, BATCH)):  # Django would keep every row that it has seen of an iterator
                cursor.executemany(sql, some)


def _writer(field: Any) -> Callable[[Any], Any] | None:
    """Return how values of a field are written; None where they are written as they are."""
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else ENCODED(value)
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return _Instants(field)
    if isinstance(field, models.DateField):
        return _Days()
    return None


class _Days(dict[dt.date | None, str | None]):
    """Days as SQLite keeps them; a roster names few of them often."""

    def __call__(self, day: dt.date | None) -> str | None:
        return self[day]

    def __missing__(self, day: dt.date | None) -> str | None:
        self[day] = day.isoformat() if day else None
        return self[day]


class _Instants:
    """Instants as SQLite keeps them; rows of one import share one."""

    def __init__(self, field: Any) -> None:
        self.field, self.last, self.text = field, object(), None

    def __call__(self, instant: dt.datetime | None) -> Any:
        if instant is not self.last:
            self.last, self.text = instant, self.field.get_db_prep_save(instant, connection)
        return self.text
