"""The tree of a province: ten below each, filled from the top, so that a page shows as much in a small one as in a large."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from accounts.models import Appointment, Organization, Person
from accounts.models.house.bulk import insert_rows, reserve_ids

BELOW = 10
SINCE = date(2020, 3, 1)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
LEVELS = ("省委教育工委", "市", "校", "院", "支部", "小组")
NOBODYS, MADE_UP = "!seeded-without-a-password", f"made-up${'x' * 80}"  # no password fits either
WITHOUT = 60  # the last come have none, as many in a small province: the list of them fills a page in both
ROLES = Appointment.Role
GUARDS = {  # names that nobody else has: to find one is to look at nobody else
    ROLES.AUDITOR: "欧阳守一", ROLES.SECURITY_ADMINISTRATOR: "司马安之", ROLES.SYSTEM_ADMINISTRATOR: "诸葛常青",
}  # fmt: skip
ORGANIZATION = ("id", "parent", "path", "kind", "name", "short", "position")
PERSON = ("id", "staff_number", "name", "password")
POST = ("id", "person", "organization", "role", "starts")


@dataclass(frozen=True, slots=True)
class Place:
    """One organization: ``above`` is the place above it, ``leads`` and ``organizes`` the ids of its people."""

    id: int
    path: str
    name: str
    position: int
    above: "Place | None"
    reviews: bool
    secretary: int
    organizer: int
    post: int

    @property
    def names(self) -> tuple[str, str]:
        """Its full and its short name."""
        return f"示例{self.name}", self.name


def plant(count: int) -> list[Place]:
    """Write ``count`` organizations with their people and posts; return them, the top first."""
    reviewing = (count - 2) // BELOW + 1
    ids = reserve_ids(Organization, count)
    people = reserve_ids(Person, count + reviewing + len(GUARDS))
    posts = reserve_ids(Appointment, count + reviewing + len(GUARDS))
    places: list[Place] = []
    for number, pk in enumerate(ids):
        above = places[(number - 1) // BELOW] if number else None
        reviews = number < reviewing
        organizer = people[count + number] if reviews else 0
        places.append(Place(
            pk, f"{above.path if above else '/'}{pk}/", _name(number), (number - 1) % BELOW + 1 if number else 0,
            above, reviews, people[number], organizer, posts[number],
        ))  # fmt: skip
    insert_rows(Organization, ORGANIZATION, (_organization(place) for place in places))
    insert_rows(Person, PERSON, _people(people))
    insert_rows(Appointment, POST, _posts(places, posts, guards=people[-len(GUARDS) :]))
    return places


def _organization(place: Place) -> tuple[object, ...]:
    kinds = Organization.Kind
    deep = place.path.count("/") > len(LEVELS) - 2
    kind = (kinds.GENERAL_BRANCH if deep else kinds.COMMITTEE) if place.reviews else kinds.BRANCH
    above = place.above.id if place.above else None
    return (place.id, above, place.path, kind.value, *place.names, place.position)


def _people(ids: "range | list[int]") -> Iterator[tuple[object, ...]]:
    others = len(ids) - len(GUARDS)
    names = chain(map(_person, range(others)), GUARDS.values())
    for number, (pk, name) in enumerate(zip(ids, names, strict=True)):
        yield (pk, f"S{number:07}", name, MADE_UP if number < len(ids) - WITHOUT else NOBODYS)


def _posts(
    places: list[Place], posts: "range | list[int]", *, guards: "range | list[int]"
) -> Iterator[tuple[object, ...]]:
    for place in places:
        yield (place.post, place.secretary, place.id, ROLES.SECRETARY.value, SINCE)
    organizers = (place for place in places if place.reviews)
    for place, pk in zip(organizers, posts[len(places) : -len(GUARDS)], strict=True):
        yield (pk, place.organizer, place.id, ROLES.ORGANIZER.value, SINCE)
    for role, person, pk in zip(GUARDS, guards, posts[-len(GUARDS) :], strict=True):
        yield (pk, person, places[0].id, role.value, SINCE)


def _name(number: int) -> str:
    """Name a place by its way from the top: 3市2校1院."""
    steps = []
    while number:
        steps.append((number - 1) % BELOW + 1)
        number = (number - 1) // BELOW
    return "".join(f"{step}{level}" for step, level in zip(reversed(steps), LEVELS[1:], strict=False)) or LEVELS[0]


def _person(number: int) -> str:
    mixed = number * 7919  # a prime: neighbours are no namesakes
    return SURNAMES[mixed % 20] + GIVEN[mixed // 20 % 20] + GIVEN[mixed // 400 % 20]
