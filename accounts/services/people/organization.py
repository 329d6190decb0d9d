"""Building and rebuilding the tree of organizations."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Substr

from accounts.models import Organization, Person
from accounts.rules.people.roster.values import key_of
from accounts.services.people.former_name import keep_former_name, spread_correction
from accounts.services.trail import audit

NAMES = ("name", "short")


class MoveRefused(Exception):
    """An organization cannot stand there; the message says so in Chinese."""


def lock_tree() -> None:
    """Lock the top of the tree, on which everything queues that writes paths or gives posts, as a roster does both.

    Call it inside a transaction, before any other lock. Whoever merely refers to the top need not wait (no_key).
    """
    list(Organization.objects.select_for_update(no_key=True).filter(parent__isnull=True).order_by("pk"))


def lock_living(pk: int) -> Organization:
    """Lock one organization and return it; raises ValidationError where it has ended meanwhile."""
    Organization.objects.select_for_update(no_key=True).get(pk=pk)
    locked = Organization.objects.get(pk=pk)
    if locked.ended_on:
        raise ValidationError(f"{locked.known_as}已于 {locked.ended_on:%Y-%m-%d} 撤销，不能再办。")
    return locked


@transaction.atomic
def create_organization(
    *, parent: Organization | None, name: str, short: str, kind: str, position: int = 0, actor: Person | None = None
) -> Organization:
    """Create an organization below ``parent`` (None: at the top), behind the lock that moves take."""
    lock_tree()
    parent = lock_living(parent.pk) if parent else None  # it may have been moved or dissolved meanwhile
    organization = Organization(parent=parent, name=name, short=short, kind=kind, position=position)
    organization.path = f"/{uuid4()}/"  # the place of its own number, which only the row brings
    organization.full_clean()
    _refuse_name(organization)
    organization.save()
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    organization.save(update_fields=["path"])
    audit.record(actor, "新建党组织", organization, after={"name": name, "parent": parent.pk if parent else None})
    return organization


@transaction.atomic
def change_organization(
    organization: Organization, *, actor: Person | None, since: date | None = None, **fields: object
) -> Organization:
    """Change name, kind or place in order; raises ValidationError where a name is taken.

    With ``since`` a new name is a rename (更名) from that day on: the former name is kept, and what was opened under
    it keeps it. Without, the name had been written wrongly (更正): what is still under way is corrected too.
    """
    lock_tree()  # of two neighbours given one name at once the second sees the first
    changed = lock_living(organization.pk)
    before = {name: getattr(changed, name) for name in fields if getattr(changed, name) != fields[name]}
    if not before:
        return changed
    is_named_anew = bool(set(before) & set(NAMES))
    since = since if is_named_anew else None  # a day is a rename's alone
    if since:
        keep_former_name(changed, name=changed.name, short=changed.short, since=since)
    for name in before:
        setattr(changed, name, fields[name])
    changed.full_clean(exclude=["path"])
    if "name" in before:
        _refuse_name(changed)
    changed.save(update_fields=[*before, "search"])
    if is_named_anew and not since:
        spread_correction(changed)
    after = {name: fields[name] for name in before} | ({"since": since.isoformat()} if since else {})
    audit.record(actor, "更名" if since else "修改党组织", changed, before=before, after=after)
    return changed


@transaction.atomic
def move_organization(organization: Organization, *, parent: Organization, actor: Person | None) -> Organization:
    """Move ``organization`` with all below it under ``parent``; raises MoveRefused where it cannot stand there.

    Moves are rare, so each locks the tops of the tree: of two at once the second sees the first's result and
    cannot close a circle.
    """
    lock_tree()
    rows = Organization.objects.in_bulk([organization.pk, parent.pk])
    moved, target = rows[organization.pk], rows[parent.pk]
    refuse_place(moved, target)
    carry(moved, target)
    audit.record(actor, "调整隶属关系", moved, before={"parent": moved.parent_id}, after={"parent": target.pk})
    moved.refresh_from_db()
    return moved


def refuse_place(moved: Organization, target: Organization) -> None:
    """Raise MoveRefused where ``moved`` cannot stand below ``target``."""
    for one in (moved, target):
        if one.ended_on:
            raise MoveRefused(f"“{one.name}”已于 {one.ended_on:%Y-%m-%d} 撤销，不能再调整。")
    if target.is_within(moved):
        raise MoveRefused(f"“{target.name}”就在“{moved.name}”之内，不能把上级移到自己的下级。")
    for other in clashing([moved], target):
        raise MoveRefused(f"“{target.name}”之下已有“{other.name}”。请先把其中一个改名，再调整。")


def clashing(moved: list[Organization], target: Organization) -> list[Organization]:
    """Return those living below ``target`` whose names would stand there twice, as a roster compares them."""
    names = {key_of(one.name) for one in moved}
    others = target.children.living().exclude(pk__in=[one.pk for one in moved if one.pk]).in_order()
    return [one for one in others if key_of(one.name) in names]


def _refuse_name(organization: Organization) -> None:
    """Refuse a name that differs from a neighbour's by a blank or 中共 alone: neither people nor rosters tell them apart."""
    for other in clashing([organization], organization.parent) if organization.parent else ():
        raise ValidationError(f"同一个上级之下已有“{other.name}”，和这个全称分不清。请改用不同的全称。")


def carry(moved: Organization, target: Organization) -> None:
    """Write the paths of ``moved`` and of all below it, and its parent; behind the lock of the tree."""
    old_path, new_path = moved.path, f"{target.path}{moved.pk}/"
    Organization.objects.within(moved).update(path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1)))
    Organization.objects.filter(pk=moved.pk).update(parent=target)


def places_of(organizations: QuerySet[Organization]) -> dict[int, int]:
    """Return where each stands in the tree as the office lists it: superiors first, siblings in their 规定序.

    The paths alone would put the tenth made before the second.
    """
    rows = [(pk, path, position) for pk, path, position in organizations.values_list("pk", "path", "position")]
    positions = {pk: position for pk, _, position in rows}
    return {pk: place for place, pk in enumerate(_in_order({pk: path for pk, path, _ in rows}, positions))}


def in_places(paths: Mapping[int, str]) -> list[int]:
    """Return some organizations of the tree in that order, by their paths; what stands above them need not be among them."""
    steps = {int(step) for path in paths.values() for step in path.strip("/").split("/")}
    return _in_order(paths, dict(Organization.objects.filter(pk__in=steps).values_list("pk", "position")))


def _in_order(paths: Mapping[int, str], positions: Mapping[int, int]) -> list[int]:
    def key(pk: int) -> list[tuple[int, int]]:
        return [(positions.get(step, 0), step) for step in map(int, paths[pk].strip("/").split("/"))]

    return sorted(paths, key=key)
