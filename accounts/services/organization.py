"""Building and rebuilding the tree of organizations."""

from uuid import uuid4

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from accounts.models import Organization, Person
from accounts.services import audit


class MoveRefused(Exception):
    """An organization cannot stand below itself; the message says so in Chinese."""


def lock_tree() -> None:
    """Lock the tops of the tree, on which everything queues that writes paths; call it inside a transaction."""
    list(Organization.objects.select_for_update().filter(parent__isnull=True).order_by("pk"))


@transaction.atomic
def create_organization(
    *, parent: Organization | None, name: str, short: str, kind: str, position: int = 0, actor: Person | None = None
) -> Organization:
    """Create an organization below ``parent`` (None: at the top), behind the lock that moves take."""
    lock_tree()
    parent = Organization.objects.get(pk=parent.pk) if parent else None  # it may have been moved meanwhile
    organization = Organization(parent=parent, name=name, short=short, kind=kind, position=position)
    organization.path = f"/{uuid4()}/"  # the place of its own number, which only the row brings
    organization.full_clean()
    organization.save()
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    organization.save(update_fields=["path"])
    audit.record(actor, "新建党组织", organization, after={"name": name, "parent": parent.pk if parent else None})
    return organization


@transaction.atomic
def change_organization(organization: Organization, *, actor: Person | None, **fields: object) -> Organization:
    """Rename an organization, or change its kind or place in order; raises ValidationError where a name is taken."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    changed = Organization.objects.get(pk=organization.pk)
    before = {name: getattr(changed, name) for name in fields if getattr(changed, name) != fields[name]}
    if not before:
        return changed
    for name in before:
        setattr(changed, name, fields[name])
    changed.full_clean(exclude=["path"])
    changed.save(update_fields=list(before))
    audit.record(actor, "修改党组织", changed, before=before, after={name: fields[name] for name in before})
    return changed


@transaction.atomic
def move_organization(organization: Organization, *, parent: Organization, actor: Person | None) -> Organization:
    """Move ``organization`` with all below it under ``parent``.

    Raises MoveRefused where ``parent`` is the organization itself or stands below it. Moves are rare, so each
    locks the tops of the tree: of two at once the second sees the first's result and cannot close a circle.
    """
    lock_tree()
    rows = Organization.objects.in_bulk([organization.pk, parent.pk])
    moved, target = rows[organization.pk], rows[parent.pk]
    if target.is_within(moved):
        raise MoveRefused(f"“{target.name}”就在“{moved.name}”之内，不能把上级移到自己的下级。")
    old_path, new_path = moved.path, f"{target.path}{moved.pk}/"
    Organization.objects.within(moved).update(path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1)))
    Organization.objects.filter(pk=moved.pk).update(parent=target)
    audit.record(actor, "调整隶属关系", moved, before={"parent": moved.parent_id}, after={"parent": target.pk})
    moved.refresh_from_db()
    return moved
