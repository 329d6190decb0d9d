"""How a person stands toward a statement (DESIGN §4), as conditions for QuerySets."""

from collections.abc import Sequence

from django.db.models import Q

from accounts.models import Appointment, Person

NOBODY = Q(pk__in=())


def held(person: Person, roles: Sequence[str]) -> list[int]:
    """Return the organizations in which ``person`` holds one of ``roles`` today."""
    return [post.organization_id for post in person.posts if post.role in roles]


def own(person: Person, statement: str = "") -> Q:
    """The statements of the posts that ``person`` holds today; they take over what the post owes."""
    return Q(**{f"{statement}organization__in": held(person, Appointment.REVIEWED_ROLES)})


def written(person: Person, statement: str = "") -> Q:
    """The statements that ``person`` was named for; who leaves a post keeps what they wrote."""
    return Q(**{f"{statement}appointment__in": person.post_ids})


def belonging(person: Person, statement: str = "") -> Q:
    """The statements of organizations in which ``person`` holds any post: nobody judges their own unit."""
    return Q(**{f"{statement}organization__in": [post.organization_id for post in person.posts]})


def overseeing(person: Person, organization: str = "") -> Q:
    """The rounds of the organizations that ``person`` organizes or leads, and of all below them; or these themselves."""
    condition, path = NOBODY, f"{organization}__path" if organization else "path"
    for post in person.posts:
        if post.role in Appointment.OVERSEEING_ROLES:
            condition |= Q(**{f"{path}__startswith": post.organization.path})
    return condition


def organizing(person: Person, organization: str) -> Q:
    """The rounds of the very organizations that ``person`` is organizer of."""
    return Q(**{f"{organization}__in": held(person, (Appointment.Role.ORGANIZER,))})


def leading(person: Person, organization: str) -> Q:
    """The rounds of the very organizations that ``person`` is secretary of, or deputy in charge."""
    return Q(**{f"{organization}__in": held(person, Appointment.REVIEWED_ROLES)})


def reviews_at(person: Person) -> set[int]:
    """The organizations whose own rounds ``person`` carries out: as organizer or as the secretary who listens."""
    return set(held(person, Appointment.OVERSEEING_ROLES))


def reviewing(person: Person, organization: str) -> Q:
    """The rounds of those very organizations: who sees what is not yet released (DESIGN §4)."""
    return Q(**{f"{organization}__in": reviews_at(person)})
