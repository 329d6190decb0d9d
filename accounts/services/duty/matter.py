"""The one list behind the home page, the counts in the letterhead and the reminders."""

from collections.abc import Callable, Sequence
from datetime import date

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter, by_urgency
from accounts.rules.house.offer import OfferList

MatterOffer = Callable[[Sequence[Person], date], list[Matter]]
matters: OfferList[MatterOffer] = OfferList()


def gather_matters(people: Sequence[Person], today: date) -> list[Matter]:
    """Return what ``people`` have to do, the most urgent first; one pass over the offers for all of them."""
    return by_urgency([matter for offer in matters for matter in offer(people, today)])


def own_matters(person: Person, today: date) -> list[Matter]:
    """Return what ``person`` has to do, gathered once for the length of one request."""
    gathered: dict[date, list[Matter]] = vars(person).setdefault("gathered_matters", {})
    if today not in gathered:
        gathered[today] = gather_matters([person], today)
    return gathered[today]


def everybody(today: date) -> list[Person]:
    """Return who holds a post on ``today`` and may log in, with their posts loaded; one query for all."""
    posts = Appointment.objects.current(today).filter(person__is_active=True)
    people: dict[int, Person] = {}
    for post in posts.select_related("person", "organization").order_by("person", "pk"):
        person = people.setdefault(post.person_id, post.person)
        person.__dict__.setdefault("posts", []).append(post)
    return list(people.values())
