"""Columns that write themselves when a row is made, one by one or in bulk, as Django's own ``auto_now_add`` does."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models.lookups import StartsWith
from django.utils.module_loading import import_string


class SearchText(models.TextField):
    """What a row is found by, made by ``spell`` from the columns ``of``; an update of those names this one too.

    ``spell`` is where the function stands: it is loaded with the first name that is written.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), spell: str = "", **kw: Any) -> None:
        self.of, self.spell = of, spell
        super().__init__(*args, **{"editable": False, "default": "", **kw})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Return what a migration keeps of it."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of, "spell": self.spell}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Spell the names anew whenever the column is written."""
        text = self.spelt(model_instance)
        setattr(model_instance, self.attname, text)
        return text

    def spelt(self, model_instance: models.Model) -> str:
        """Return what ``model_instance`` is to be found by."""
        spell: Callable[..., str] = import_string(self.spell)
        return spell(*(getattr(model_instance, name) for name in self.of))


class PathField(models.CharField):
    """A materialized path: what lies below another begins with it."""


@PathField.register_lookup
class BeginsWith(StartsWith):
    """``startswith``; SQLite, whose LIKE knows no index, is asked for the range from the first to the last such path."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the range; the sort order of SQLite is that of the code points."""
        if not self.rhs_is_direct_value() or not self.rhs:
            sql, params = super().as_sql(compiler, connection)
            return sql, tuple(params)
        path, given = self.process_lhs(compiler, connection)
        end = self.rhs[:-1] + chr(ord(self.rhs[-1]) + 1)
        return f"({path} >= %s AND {path} < %s)", (*given, self.rhs, *given, end)


class NameThen(models.CharField):
    """The organization's name on the day the row was made, taken over ``source`` (“organization.short”)."""

    def __init__(self, *args: Any, source: str = "", **kw: Any) -> None:
        self.source = source
        super().__init__(*args, **{"editable": False, "blank": True, **kw})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Return what a migration keeps of it."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Take the name once; afterwards it stays, whatever the organization is called."""
        if add and not getattr(model_instance, self.attname):
            way, name = self.source.split(".")
            setattr(model_instance, self.attname, getattr(getattr(model_instance, way), name))
        return str(getattr(model_instance, self.attname))
