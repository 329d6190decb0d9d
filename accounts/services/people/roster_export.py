"""Handing a roster over in the form that can be uploaded again: at once, or of a large area as a job."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.documents.people.roster_form import roster_book
from accounts.models import Appointment, Job, Organization, Person
from accounts.models.people import reach
from accounts.rules.house.job import Produced, Progress
from accounts.rules.people.roster import ORGANIZATIONS, PEOPLE, POSTS
from accounts.services.people.organization import places_of
from accounts.services.people.roster_known import KINDS, roles_for

EXPORT = "export_roster"
STEP = 2000  # rows from one move of the bar to the next
Rows = dict[str, list[tuple[Any, ...]]]


def export_roster(root: Organization, *, actor: Person, progress: Progress | None = None) -> bytes:
    """Return what stands below ``root`` in the form of the roster; ``progress`` hears of the rows written."""
    rows = _rows(root, actor)
    total, done = sum(map(len, rows.values())), 0
    told: dict[str, Iterable[Sequence[object]]] = {}
    for sheet, found in rows.items():
        told[sheet] = _telling(found, done, total, progress) if progress else found
        done += len(found)
    title = f"{root.name}党组织和人员名册"
    return roster_book(told, kinds=list(KINDS), roles=list(roles_for(actor)), title=title)


def export_in_background(job: Job, progress: Progress) -> Produced:
    """Write the roster of an area for whoever may still build there; raises DoesNotExist for anybody else."""
    root = Organization.objects.rooted_by(job.started_by).get(pk=job.subject)
    return Produced(export_roster(root, actor=job.started_by, progress=progress), roster_name(root))


def roster_name(root: Organization) -> str:
    """Return the name to save an area's roster under."""
    return f"{root.known_as}党组织和人员名册.xlsx"


def _telling(rows: Sequence[tuple[Any, ...]], done: int, total: int, progress: Progress) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, start=done):
        if number % STEP == 0:
            progress(number, total)
        yield row


def _rows(root: Organization, actor: Person) -> Rows:
    """Return what stands in the area as rows of the roster's form; uploading them again changes nothing."""
    area, roles = Organization.objects.within(root).living(), roles_for(actor)
    mine = area.filter(reach.editing(actor))
    posts = Appointment.objects.filter(organization__in=mine.values("pk"), role__in=roles.values())
    names, places = _unique_names(area), places_of(area)
    return {
        ORGANIZATIONS: _organizations(mine, names, places),
        PEOPLE: _people(root, posts, actor),
        POSTS: _posts(posts, names, places, titles={value: label for label, value in roles.items()}),
    }


def _organizations(
    mine: QuerySet[Organization], names: dict[int, str], places: dict[int, int]
) -> list[tuple[Any, ...]]:
    kinds = {value: label for label, value in KINDS.items()}
    rows = list(mine.values_list("pk", "name", "short", "kind", "parent", "position"))
    rows.sort(key=lambda row: places[row[0]])
    return [
        (pk, name, short, kinds[kind], names.get(parent or 0, ""), position)
        for pk, name, short, kind, parent, position in rows
    ]


def _people(root: Organization, posts: QuerySet[Appointment], actor: Person) -> list[tuple[Any, ...]]:
    """Return who holds a post of the rows, and whom ``actor`` keeps there: in the whole everybody they keep.

    As on the page of a person, whose number is not shown to those who do not keep it. Who guards is the security
    administrator's to keep.
    """
    kept = Person.objects.editable_by(actor)
    if root.parent_id is not None:  # also of who was last in what has been dissolved since
        once = Appointment.objects.filter(organization__in=Organization.objects.within(root).values("pk"))
        kept = kept.filter(pk__in=once.values("person"))
    named = dict(Person.objects.filter(pk__in=posts.values("person")).values_list("staff_number", "name"))
    mobiles = {}
    for number, name, mobile in kept.values_list("staff_number", "name", "mobile"):
        named[number], mobiles[number] = name, mobile
    return [(number, named[number], mobiles.get(number) or "") for number in sorted(named)]


def _posts(
    posts: QuerySet[Appointment], names: dict[int, str], places: dict[int, int], *, titles: dict[str, str]
) -> list[tuple[Any, ...]]:
    facts = ("person__staff_number", "person__name", "organization", "role", "starts", "ends")
    held = list(posts.order_by("starts", "pk").values_list(*facts))
    held.sort(key=lambda row: places[row[2]])
    return [
        (number, name, names[place], titles[role], starts.isoformat(), ends.isoformat() if ends else "")
        for number, name, place, role, starts, ends in held
    ]


def _unique_names(organizations: QuerySet[Organization]) -> dict[int, str]:
    """Return the name of each organization, with as many superiors before it as tell it from another of that name."""
    rows = {pk: (name, parent) for pk, name, parent in organizations.values_list("pk", "name", "parent")}
    told = {pk: name for pk, (name, _) in rows.items()}
    above = {pk: parent for pk, (_, parent) in rows.items()}
    while True:
        seen = Counter(told.values())
        twice = [(pk, above[pk]) for pk, name in told.items() if seen[name] > 1 and above[pk] in rows]
        if not twice:
            return told
        for pk, parent in twice:
            name, above[pk] = rows[parent or 0]
            told[pk] = f"{name}/{told[pk]}"
