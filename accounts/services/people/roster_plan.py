"""Writing a plan that has been compared: organizations, then people, then posts; each change in the trail.

New rows get their numbers in advance, so that paths, posts and the trail are known before anything is written.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import product
from operator import or_
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.models.house.bulk import insert_rows, reserve_ids
from accounts.models.people.fields import SearchText
from accounts.rules.people.roster import ORGANIZATIONS, PEOPLE, POSTS, Action, Change, Plan
from accounts.services.people.former_name import keep_former_names
from accounts.services.trail import audit

BATCH = 500
FEW = 100  # places asked for one by one
Wanted = list[tuple[Change, Mapping[str, Any]]]  # what each change writes
FIELDS = {"number": "staff_number"}
NAMES = {"name", "short"}
ORGANIZATION_FIELDS = ("id", "parent", "path", "kind", "name", "short", "position")
PERSON_FIELDS = ("id", "staff_number", "name", "mobile", "password")
POST_FIELDS = ("id", "person", "organization", "role", "starts", "ends")


@transaction.atomic
def write_plan(plan: Plan, *, actor: Person | None) -> None:
    """Write all of ``plan``; raises what the database refuses, with nothing written."""
    writer = Writer()
    writer.organizations([change for change in plan.writes if change.sheet == ORGANIZATIONS])
    writer.people([change for change in plan.writes if change.sheet == PEOPLE])
    writer.posts([change for change in plan.writes if change.sheet == POSTS])
    audit.record_rows(actor, writer.lines)


@dataclass
class Writer:
    """Writes in bulk. ``tree`` and ``folk`` lead from the negative row of what is new to its number."""

    tree: dict[int, int] = field(default_factory=dict)
    folk: dict[int, int] = field(default_factory=dict)
    lines: list[audit.Line] = field(default_factory=list)

    def organizations(self, changes: list[Change]) -> None:
        """Rename first, so that names are free; then create; then move."""
        new, known = _divided(changes)
        renamed: Wanted = [(one, {name: one.after[name] for name in one.after if name != "parent"}) for one in known]
        since = timezone.localdate()
        other = [pair for pair in renamed if pair[1] and not NAMES & set(pair[1])]
        renamed = [pair for pair in renamed if NAMES & set(pair[1])]
        rows = self._update(Organization, "更名", renamed, told={"since": since})
        keep_former_names(_former(renamed, rows), since=since)
        self._update(Organization, "修改党组织", other)
        self.tree.update(_numbered(Organization, new))
        insert_rows(Organization, ORGANIZATION_FIELDS, self._organization_rows(new))
        self._move([change for change in known if "parent" in change.after])

    def _organization_rows(self, new: list[Change]) -> Iterator[tuple[Any, ...]]:
        parents = {self.tree[-one.row]: self._at(one.after["parent"]) for one in new}
        paths = Paths(parents, _paths_of({one for one in parents.values() if one and one not in parents}))
        for change in new:
            pk, after = self.tree[-change.row], change.after
            yield (pk, parents[pk], paths[pk], after["kind"], after["name"], after["short"], after["position"])
            self._note("新建党组织", Organization, pk, change, {"name": after["name"], "parent": parents[pk]})

    def _move(self, changes: list[Change]) -> None:
        """Set the parents, and every path that comes to another place by it."""
        if not changes:
            return
        rows = Organization.objects.in_bulk([one.known for one in changes])
        for change in changes:
            assert change.known is not None
            moved = rows[change.known]
            moved.parent_id = self._at(change.after["parent"])
            self._note("调整隶属关系", Organization, moved.pk, change, {"parent": moved.parent_id})
        Organization.objects.bulk_update(rows.values(), ["parent"], batch_size=BATCH)
        carried = list(_at_and_below([one.path for one in rows.values()]).only("parent_id", "path"))
        parents = {one.pk: one.parent_id for one in carried}
        paths = Paths(parents, _paths_of({one for one in parents.values() if one and one not in parents}))
        displaced = [one for one in carried if one.path != paths[one.pk]]
        for one in displaced:
            one.path = paths[one.pk]
        Organization.objects.bulk_update(displaced, ["path"], batch_size=BATCH)

    def people(self, changes: list[Change]) -> None:
        """Correct what has changed, and create the others without a password."""
        new, known = _divided(changes)
        self._update(Person, "修改人员", [(one, one.after) for one in known])
        self.folk.update(_numbered(Person, new))
        insert_rows(Person, PERSON_FIELDS, self._person_rows(new))

    def _person_rows(self, new: list[Change]) -> Iterator[tuple[Any, ...]]:
        for change in new:
            pk, after = self.folk[-change.row], change.after
            nobodys = UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20)
            yield (pk, after["number"], after["name"], after["mobile"] or None, nobodys)
            self._note("新建人员", Person, pk, change, {"staff_number": after["number"]})

    def posts(self, changes: list[Change]) -> None:
        """End and correct first, so that the posts are free; then appoint."""
        new, known = _divided(changes)
        ended = [one for one in known if one.action == Action.ENDED]
        corrected = [one for one in known if one.action != Action.ENDED]
        self._update(Appointment, "免职", [(one, one.after) for one in ended])
        self._update(Appointment, "更正任职", [(one, one.after) for one in corrected])
        insert_rows(Appointment, POST_FIELDS, self._post_rows(new))

    def _post_rows(self, new: list[Change]) -> Iterator[tuple[Any, ...]]:
        for change, pk in zip(new, reserve_ids(Appointment, len(new)), strict=True):
            after = change.after
            person, role = self.folk.get(after["person"], after["person"]), after["role"]
            yield (pk, person, self._at(after["organization"]), role, after["starts"], after["ends"])
            told = {"role": role, "starts": after["starts"], "ends": after["ends"]}
            self._note("任职", Appointment, pk, change, told)

    def _at(self, handle: Any) -> int | None:
        """Return the number of the organization at ``handle``."""
        found: int | None = self.tree.get(handle, handle)
        return found

    def _update(
        self, model: Any, verb: str, wanted: Wanted, *, told: Mapping[str, object] | None = None
    ) -> dict[int, Any]:
        """Write the fields that each change names, one statement for some hundred rows; return the rows.

        ``told`` is what the trail says besides.
        """
        rows: dict[Any, Any] = {}
        for start in range(0, len(wanted), BATCH):
            ids = [change.known for change, _ in wanted[start : start + BATCH]]
            rows |= model.objects.select_for_update(of=("self",), no_key=True).in_bulk(ids)
        by_fields: dict[tuple[str, ...], list[Any]] = {}
        for change, fields in wanted:
            row = rows[change.known]
            for name, value in fields.items():
                setattr(row, FIELDS.get(name, name), value)
            by_fields.setdefault(tuple(fields), []).append(row)
            self._note(verb, model, row.pk, change, {**fields, **(told or {})})
        spelt = [one for one in model._meta.concrete_fields if isinstance(one, SearchText)]
        for names, some in by_fields.items():
            for row, one in product(some, spelt):
                one.pre_save(row, add=False)
            written = [*(FIELDS.get(name, name) for name in names), *(one.name for one in spelt)]
            model.objects.bulk_update(some, written, batch_size=BATCH)
        return rows

    def _note(self, verb: str, model: type[models.Model], pk: int, change: Change, after: Mapping[str, object]) -> None:
        before = {name: _plain(value) for name, value in change.before.items() if name in after}
        values = {name: _plain(value) for name, value in after.items()}
        self.lines.append((verb, model._meta.label_lower, pk, audit.label_of(change.label), before, values))


class Paths(dict[int, str]):
    """The path of each organization, from its parent's; ``parents`` holds those that are asked for or lie above."""

    def __init__(self, parents: Mapping[int, int | None], known: Mapping[int, str]) -> None:
        super().__init__(known)
        self.parents = parents

    def __missing__(self, pk: int) -> str:
        parent = self.parents[pk]
        self[pk] = f"{self[parent] if parent else '/'}{pk}/"
        return self[pk]


def _paths_of(ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        rows = Organization.objects.filter(pk__in=wanted[start : start + BATCH])
        found.update(rows.values_list("pk", "path"))
    return found


def _at_and_below(paths: list[str]) -> models.QuerySet[Organization]:
    """Return what stands at and below some places of the tree; of very many all of it, which is asked faster."""
    if len(paths) > FEW:
        return Organization.objects.all()
    return Organization.objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))


def _former(renamed: Wanted, rows: Mapping[int, Organization]) -> Iterator[tuple[Organization, str, str]]:
    """Yield each organization that has been renamed, with the name and the short name that it had."""
    for change, _ in renamed:
        if change.known is not None:
            row = rows[change.known]
            yield row, change.before.get("name", row.name), change.before.get("short", row.short)


def _divided(changes: list[Change]) -> tuple[list[Change], list[Change]]:
    """Return what is new, and what is known already."""
    new = [change for change in changes if change.action == Action.NEW]
    return new, [change for change in changes if change.action != Action.NEW]


def _numbered(model: type[models.Model], new: list[Change]) -> Iterator[tuple[int, int]]:
    ids = reserve_ids(model, len(new))
    return ((-change.row, pk) for change, pk in zip(new, ids, strict=True))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
