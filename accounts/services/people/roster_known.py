"""What the system holds of a roster's area: for comparing, and for the export in the same form."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.models.people import reach
from accounts.rules.people.roster import (
    Known,
    KnownOrganization,
    KnownPerson,
    KnownPost,
    Sheets,
)

CHUNK = 500
AT_ONCE = {Organization: 1000, Appointment: 20_000, Person: 20_000}  # rows; what is larger takes a minute and more
KINDS = {str(label): value for value, label in Organization.Kind.choices}
REVIEWED = frozenset(str(role) for role in Appointment.REVIEWED_ROLES)
OVERSEEING = frozenset(str(role) for role in Appointment.OVERSEEING_ROLES)
POST_FACTS = ("pk", "person__staff_number", "organization", "role", "starts", "ends")


def is_large(root: Organization, *, actor: Person | None = None) -> bool:
    """Whether so much stands in the area that writing it down, or comparing what ``actor`` uploads, takes long.

    What is uploaded by whoever organizes the whole is compared with everybody, whatever post they hold.
    """
    area = Organization.objects.within(root)
    posts = Appointment.objects.filter(organization__path__startswith=root.path)
    everybody = reach.organizes_all(actor) if actor else root.parent_id is None
    return (
        _exceeds(area, AT_ONCE[Organization])
        or _exceeds(posts, AT_ONCE[Appointment])
        or (everybody and _exceeds(Person.objects.all(), AT_ONCE[Person]))
    )


def _exceeds(rows: QuerySet[Any], many: int) -> bool:
    return rows.order_by("pk")[many : many + 1].exists()


def roles_for(actor: Person | None) -> dict[str, str]:
    """Return the roles that a roster may give; the three administrators' come from the command line alone."""
    roles = Appointment.Role if actor is None else Appointment.KEPT_ROLES
    return {str(Appointment.Role(role).label): str(Appointment.Role(role).value) for role in roles}


def known_for(sheets: Sheets, *, root: Organization | None, actor: Person | None) -> Known:
    """Return what ``sheets`` is compared with: everything below ``root`` (None: everything)."""
    within = _within(root)
    editable = None if actor is None else set(within.filter(reach.editing(actor)).values_list("pk", flat=True))
    organizations = _organizations(within, root, editable)
    roles = roles_for(actor)
    posts = tuple(
        KnownPost(*row)
        for row in Appointment.objects.filter(organization__in=within, role__in=roles.values()).values_list(*POST_FACTS)
        if editable is None or row[2] in editable
    )
    return Known(
        organizations=organizations,
        people=_people(sheets, within, actor),
        posts=posts,
        kinds=KINDS,
        roles=roles,
        reviewed=REVIEWED,
        is_partial=root is not None and root.parent_id is not None,
        has_top=Organization.objects.filter(parent__isnull=True).exists(),
        apart=_apart(organizations, root, actor),
        others=tuple(KnownPost(*row) for row in _others(actor).values_list(*POST_FACTS)),
        guarding=frozenset(reach.GUARDING),
        overseeing=OVERSEEING,
        today=timezone.localdate(),
    )


def _apart(
    organizations: Iterable[KnownOrganization], root: Organization | None, actor: Person | None
) -> frozenset[tuple[int, str]]:
    """Return the department's own posts: the security administrator gives them, once there is one (DESIGN §4)."""
    if actor is None or (root is not None and root.parent_id is not None):
        return frozenset()
    if not Appointment.objects.filter(role=Appointment.Role.SECURITY_ADMINISTRATOR).exists():
        return frozenset()
    return frozenset((one.id, str(Appointment.Role.ORGANIZER)) for one in organizations if one.parent is None)


def _others(actor: Person | None) -> QuerySet[Appointment]:
    """Return who guards, wherever; for a file that may name who does, also who oversaw what was dissolved since."""
    guards = Q(role__in=reach.GUARDING)
    if actor is None:
        return Appointment.objects.filter(guards | Q(role__in=OVERSEEING, organization__ended_on__isnull=False))
    return Appointment.objects.filter(guards)


def _within(root: Organization | None) -> QuerySet[Organization]:
    return (Organization.objects.all() if root is None else Organization.objects.within(root)).living()


def _organizations(
    within: QuerySet[Organization], root: Organization | None, editable: set[int] | None
) -> tuple[KnownOrganization, ...]:
    rows = within.values_list("pk", "name", "short", "kind", "parent", "position")
    return tuple(
        KnownOrganization(
            id=pk, name=name, short=short, kind=kind, position=position,
            parent=None if root is not None and pk == root.pk else parent,
            editable=editable is None or pk in editable,
        )
        for pk, name, short, kind, parent, position in rows
    )  # fmt: skip


def _people(sheets: Sheets, within: QuerySet[Organization], actor: Person | None) -> tuple[KnownPerson, ...]:
    """Return who is in the area, and who has a number or mobile of the sheets."""
    if actor is None or reach.organizes_all(actor):
        rows = list(_rows(Person.objects.all()))
    else:
        named = [row.number for row in sheets.people] + [row.number for row in sheets.posts]
        mobiles = [row.mobile for row in sheets.people if row.mobile]
        found = set(_rows(Person.objects.filter(appointments__organization__in=within)))
        wanted = sorted({*named, *mobiles, *(one.upper() for one in named), *(one.lower() for one in named)})
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            found |= set(_rows(Person.objects.filter(staff_number__in=chunk)))
            found |= set(_rows(Person.objects.filter(mobile__in=chunk)))
        rows = sorted(found)
    mine = None if actor is None else set(Person.objects.editable_by(actor).values_list("pk", flat=True))
    withheld = set() if actor is None else set(Person.objects.withheld_from(actor).values_list("pk", flat=True))
    return tuple(
        KnownPerson(pk, number, name, mobile or "", editable=mine is None or pk in mine, withheld=pk in withheld)
        for pk, number, name, mobile in rows
    )


def _rows(people: QuerySet[Person]) -> Iterable[tuple[int, str, str, str | None]]:
    return people.values_list("pk", "staff_number", "name", "mobile").distinct()
