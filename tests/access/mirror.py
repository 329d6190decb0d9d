"""Two colleges with the same content: what one side may do, tried with the other side's ids (PROMISES §1)."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField, ForeignKey, Model

from accounts.models import Organization, Person

APPS = ("accounts", "reviews", "rectification")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+|'milliseconds': [\d.]+")  # inside a JSON value
DRAWN = {"kiosk_salt", "kiosk_hash"}
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|\d+')


def rows_of(
    organizations: Iterable[Organization], people: Iterable[Person], *, timeless: bool = False
) -> dict[tuple[str, int], str]:
    """Return (table, id) → hash of every row that belongs to the organizations or people, however far away.

    ``timeless`` leaves instants and drawn keys out, which differ between two times of the same act.
    """
    known = {Organization: {one.pk for one in organizations}, Person: {one.pk for one in people}}
    models = [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.model_name != "auditentry"
    ]
    while sum(_grow(known, model) for model in models):
        pass
    return {
        (model._meta.label, row["pk"]): hashlib.sha256(_told(row, timeless=timeless).encode()).hexdigest()
        for model, ids in known.items()
        for row in ({"pk": one.pk, **_values(one, timeless=timeless)} for one in model._default_manager.filter(pk__in=list(ids)))
    }  # fmt: skip


def _told(row: dict[str, object], *, timeless: bool) -> str:
    text = repr(sorted(row.items()))
    return INSTANT.sub("", text) if timeless else text


def _values(row: Model, *, timeless: bool) -> dict[str, object]:
    fields = row._meta.concrete_fields
    if timeless:
        fields = [one for one in fields if not isinstance(one, DateTimeField) and one.name not in DRAWN]
    return {field.attname: getattr(row, field.attname) for field in fields}


def _grow(known: dict[type[Model], set[object]], model: type[Model]) -> int:
    """Add the rows of ``model`` that refer to what is known; return how many are new."""
    found = set(known.get(model, ()))
    before = len(found)
    for field in model._meta.concrete_fields:
        target = field.related_model if isinstance(field, ForeignKey) else None
        if target in known and (target is not Person or field.name == "person"):
            found |= set(
                model._default_manager.filter(**{f"{field.name}__in": list(known[target])}).values_list("pk", flat=True)
            )
    known[model] = found
    return len(found) - before


KEPT = r'(?:INSERT INTO|UPDATE|DELETE FROM) "(?:accounts_auditentry|django_session)"'
HARMLESS = re.compile(rf"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|{KEPT})")


@contextmanager
def writing() -> Iterator[list[str]]:
    """Collect the statements that change a row, of sessions and the trail apart: where there are none, nothing has changed."""
    written: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if not HARMLESS.match(sql):
            written.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield written


def likeness(body: bytes) -> str:
    """Return a page without what differs between two answers of the same kind: tokens and numbers."""
    return CHANGING.sub("", body.decode())


class Forms(HTMLParser):
    """The forms of a page: (address, fields), where a field keeps every value that the page offers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, list[str]]]] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms, fields and choices."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), {}))
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag in {"input", "textarea", "button"} and given.get("name") and self.found:
            self.found[-1][1].setdefault(given["name"], []).append(given.get("value", ""))
        elif tag == "option" and self.select and self.found:
            self.found[-1][1].setdefault(self.select, []).append(given.get("value", ""))


def forms_of(page: str, path: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return the posting forms of a page with their addresses."""
    parser = Forms()
    parser.feed(page)
    return [(action or path, fields) for action, fields in parser.found if "csrfmiddlewaretoken" in fields]
