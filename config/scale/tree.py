"""The tree of a province: ten below each, filled from the top, so that a page shows as much in a small one as in a large."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts.models import Appointment, Organization, Person
from accounts.models.house.bulk import insert_rows, reserve_ids

BELOW = 10
SINCE = date(2020, 3, 1)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
LEVELS = ("省委教育工委", "市", "校", "院", "支部", "小组")
NOBODYS = "!seeded-without-a-password"
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
    people = reserve_ids(Person, count + reviewing + 1)
    posts = reserve_ids(Appointment, count + reviewing + 1)
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
    insert_rows(Person, PERSON, ((pk, f"S{number:07}", _person(number), NOBODYS) for number, pk in enumerate(people)))
    insert_rows(Appointment, POST, _posts(places, posts, auditor=people[-1]))
    return places


def _organization(place: Place) -> tuple[object, ...]:
    kinds = Organization.Kind
    deep = place.path.count("/") > len(LEVELS) - 2
    kind = (kinds.GENERAL_BRANCH if deep else kinds.COMMITTEE) if place.reviews else kinds.BRANCH
    above = place.above.id if place.above else None
    return (place.id, above, place.path, kind.value, *place.names, place.position)


def _posts(places: list[Place], posts: "range | list[int]", *, auditor: int) -> Iterator[tuple[object, ...]]:
    roles = Appointment.Role
    for place in places:
        yield (place.post, place.secretary, place.id, roles.SECRETARY.value, SINCE)
    organizers = (place for place in places if place.reviews)
    for place, pk in zip(organizers, posts[len(places) : -1], strict=True):
        yield (pk, place.organizer, place.id, roles.ORGANIZER.value, SINCE)
    yield (posts[-1], auditor, places[0].id, roles.AUDITOR.value, SINCE)


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
