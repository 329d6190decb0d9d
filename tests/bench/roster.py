"""Loading a roster against bare ``bulk_create`` of the same rows (PROMISES §7).

Counted is all that ``load_roster`` does once it has the file's bytes: refusing hostile files, reading the .xlsx,
comparing with the database, writing organizations, people and posts, and a line of the audit trail for each of them.
The control builds the same model objects beforehand, with ids and paths ready, and counts their ``bulk_create`` alone,
in batches of a thousand and in one transaction: no file, no comparison, no trail.
"""

import io
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.test.utils import get_runner
from openpyxl import Workbook

from accounts.documents.people.roster import read_roster
from accounts.models import Appointment, AuditEntry, Organization, Person
from accounts.rules.people.roster import compare
from accounts.services.people.roster import LARGEST_ON_THE_SERVER
from accounts.services.people.roster_known import known_for
from accounts.services.people.roster_plan import write_plan
from tests.xlsx import HEADS

BAR = 4
BATCH = 1000
COLLEGES, PEOPLE = 20, 3  # of a university; of an organization
SINCE = date(2024, 3, 1)
ROLES = {"书记": "secretary", "组织员": "organizer"}
KINDS = {"党委": "committee", "党总支": "general_branch", "党支部": "branch"}
Row = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """An organization of the file: ``above`` is the number of the one above it."""

    number: int
    name: str
    kind: str
    above: int
    path: str


def rows(organizations: int) -> list[Row]:
    """Measure in a database of its own, and throw it away."""
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        places = list(_places(organizations))
        bare = _bare(places)
        data = _file(places)
        load = _load(data)
    finally:
        runner.teardown_databases(databases)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in load.items())
    sys.stdout.write(
        f"     roster of {len(places):,} organizations, {len(data) / 1e6:.1f} MB: bare {bare:.1f} s; {told}; ≤ {memory} MB\n"
    )
    title = f"roster of {len(places):,} organizations, {PEOPLE * len(places):,} people / bare bulk_create"
    return [(title, sum(load.values()) / bare, BAR)]


def _places(count: int) -> Iterator[Place]:
    """Yield a province: universities with twenty colleges each, and a thousand organizations in all."""
    top = Place(1, "某省委教育工委", "党委", 0, "/1/")
    yield top
    universities = max(1, count // 1000)
    branches = max(1, (count // universities - COLLEGES - 1) // COLLEGES)
    number = 1
    for one in range(universities):
        number += 1
        university = Place(number, f"第{one}大学党委", "党委", 1, f"/1/{number}/")
        yield university
        for two in range(COLLEGES):
            number += 1
            college = Place(
                number, f"第{one}大学第{two}学院党总支", "党总支", university.number, f"{university.path}{number}/"
            )
            yield college
            for three in range(branches):
                number += 1
                name = f"第{one}大学第{two}学院第{three}党支部"
                yield Place(number, name, "党支部", college.number, f"{college.path}{number}/")


def _people(place: Place) -> Iterator[tuple[str, str, str, str]]:
    """Yield number, name, mobile and role of those who hold a post there."""
    for step in range(PEOPLE):
        one = place.number * PEOPLE + step
        name = "王李张刘陈杨赵黄周吴"[one % 10] + "伟芳娜敏静丽强磊军洋"[one // 10 % 10] + "明华军英平"[one // 100 % 5]
        yield f"{one:07}", name, f"1{3_000_000_000 + one}", "组织员" if step else "书记"


def _file(places: list[Place]) -> bytes:
    book = Workbook(write_only=True)
    sheets = [book.create_sheet(title) for title in HEADS]
    for sheet, head in zip(sheets, HEADS.values(), strict=True):
        sheet.append(head)
    for place in places:
        above = places[place.above - 1].name if place.above else ""
        sheets[0].append((None, place.name, None, place.kind, above, place.number))
        for number, name, mobile, role in _people(place):
            sheets[1].append((number, name, mobile))
            sheets[2].append((number, name, place.name, role, SINCE.isoformat(), None))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _bare(places: list[Place]) -> float:
    organizations = [
        Organization(
            pk=place.number, parent_id=place.above or None, path=place.path, kind=KINDS[place.kind],
            name=place.name, short=place.name, position=place.number,
        )
        for place in places
    ]  # fmt: skip
    people, posts = [], []
    for place in places:
        for number, name, mobile, role in _people(place):
            pk = len(people) + 1
            people.append(Person(pk=pk, staff_number=number, name=name, mobile=mobile, password="!" + "x" * 40))
            posts.append(Appointment(person_id=pk, organization_id=place.number, role=ROLES[role], starts=SINCE))
    start = time.perf_counter()
    with transaction.atomic():
        for model, made in ((Organization, organizations), (Person, people), (Appointment, posts)):
            model.objects.bulk_create(made, batch_size=BATCH)
    seconds = time.perf_counter() - start
    for model in (Appointment, Person, Organization):
        model.objects.all()._raw_delete("default")
    return seconds


def _load(data: bytes) -> dict[str, float]:
    """Return the seconds of each step of ``load_roster``."""
    clock, spent = time.perf_counter(), {}
    with transaction.atomic():
        sheets = read_roster(data, most=LARGEST_ON_THE_SERVER)
        spent["read"] = time.perf_counter()
        plan = compare(sheets, known_for(sheets, root=None, actor=None))
        spent["compare"] = time.perf_counter()
        del sheets
        write_plan(plan, actor=None)
    spent["write"] = time.perf_counter()
    if plan.doubts or AuditEntry.objects.count() != len(plan.writes):
        raise RuntimeError("the roster was not loaded as it was meant")
    return {name: at - before for (name, at), before in zip(spent.items(), [clock, *spent.values()], strict=False)}
