"""What must hold among organizations, people and files."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from accounts.models import Appointment, Chase, FormerName, Organization, Person, Seal, StoredFile
from accounts.models.people.organization import LAST_DAY
from accounts.services.house.invariant import invariants
from accounts.services.house.stored_file import path_of


@invariants.register
def paths_follow_the_parents() -> QuerySet[Organization]:
    """An organization's path is its parent's path and its own id."""
    expected = Concat(Coalesce("parent__path", Value("/")), Cast("pk", CharField()), Value("/"))
    return Organization.objects.annotate(expected=expected).exclude(path=F("expected"))


@invariants.register
def nothing_lives_below_what_has_ended() -> QuerySet[Organization]:
    """What has ended has nothing living below it."""
    return Organization.objects.living().filter(parent__ended_on__isnull=False)


@invariants.register
def nobody_serves_where_it_has_ended() -> QuerySet[Appointment]:
    """Nobody holds a post in what has ended."""
    later = Q(ends__isnull=True) | Q(ends__gt=F("organization__ended_on"))
    return Appointment.objects.filter(later, organization__ended_on__isnull=False)


@invariants.register
def nobody_leads_beside_another() -> QuerySet[Appointment]:
    """One secretary or deputy in charge leads an organization at a time; the day of a handover may belong to both."""
    leading = Appointment.objects.reviewed()
    earlier = leading.filter(_begun_and_not_over(), organization=OuterRef("organization"))
    return leading.filter(Exists(earlier.exclude(pk=OuterRef("pk"))))


@invariants.register
def nobody_holds_one_post_twice() -> QuerySet[Appointment]:
    """Nobody holds the same post in the same organization twice at a time."""
    same = {name: OuterRef(name) for name in ("person", "organization", "role")}
    earlier = Appointment.objects.filter(_begun_and_not_over(), **same)
    return Appointment.objects.filter(Exists(earlier.exclude(pk=OuterRef("pk"))))


def _begun_and_not_over() -> Q:
    """The posts that last on from when the row at hand begins; two of a single day have it in common."""
    lasts = Q(ends__isnull=True) | Q(ends__gt=OuterRef("starts"))
    begins = Q(starts__lt=Coalesce(OuterRef("ends"), Value(date.max)))
    return Q(lasts & begins | Q(starts=OuterRef("starts"), ends=OuterRef("ends")), starts__lte=OuterRef("starts"))


@invariants.register
def who_guards_has_no_other_right() -> QuerySet[Appointment]:
    """Who is auditor, security or system administrator holds neither another of these posts nor one over others."""
    lasts = Q(ends__isnull=True) | Q(ends__gte=OuterRef("starts"))
    until = Coalesce(OuterRef("ends"), Value(LAST_DAY))
    others = Appointment.objects.with_rights().filter(lasts, person=OuterRef("person"), starts__lte=until)
    same = Q(role=OuterRef("role"), organization=OuterRef("organization"))
    return Appointment.objects.filter(Exists(others.exclude(same)), role__in=Appointment.GUARDING_ROLES)


@invariants.register
def who_guards_stands_at_the_top() -> QuerySet[Appointment]:
    """An auditor, security or system administrator holds the post at the top organization, where alone it counts."""
    return Appointment.objects.filter(role__in=Appointment.GUARDING_ROLES, organization__parent__isnull=False)


@invariants.register
def everything_is_found_by_its_name() -> Iterable[Organization | Person | FormerName]:
    """What an organization, a person or a former name is found by is spelt from the name as it stands."""
    return chain(_misspelt(Organization), _misspelt(Person), _misspelt(FormerName))


def _misspelt(model: Any) -> Iterator[Any]:
    text = model._meta.get_field("search")
    rows = model.objects.only("pk", text.name, *text.of).order_by("pk")
    return (row for row in rows.iterator() if getattr(row, text.attname) != text.spelt(row))


@invariants.register
def initial_passwords_belong_to_accounts() -> QuerySet[Person]:
    """Who must change a password has one."""
    return Person.objects.without_password().filter(must_change_password=True)


@invariants.register
def chases_reach_who_owes_or_an_organizer() -> QuerySet[Chase]:
    """A reminder goes to who owes the matter, or to an organizer where it is escalated."""
    return Chase.objects.filter(~Q(person=F("reminder__person")), escalated=False)


@invariants.register
def seals_follow_their_predecessors() -> QuerySet[Seal]:
    """A seal names the digest of the seal before it and begins where that one ends."""
    number, begins = OuterRef("number"), OuterRef("first_id")
    before = Seal.objects.filter(number=number - 1, digest=OuterRef("previous"), last_id=begins - 1)
    first = Seal.objects.order_by("number").values("number")[:1]
    return Seal.objects.filter(~Exists(before)).exclude(number=Subquery(first))


@invariants.register
def files_are_on_the_disk() -> Iterable[StoredFile]:
    """A stored file is on the disk, in its full length."""
    return (one for one in StoredFile.objects.order_by("pk").iterator() if not _is_whole(one))


def _is_whole(stored: StoredFile) -> bool:
    path = path_of(stored.sha256)
    return path.exists() and path.stat().st_size == stored.size
