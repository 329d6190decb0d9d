"""越权检查: a look over all rights and accounts for what may be wrong; it decides nothing (DESIGN §4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.documents.house.listing import Row
from accounts.documents.people.rights_check import rights_check_book
from accounts.models import Appointment, Job, Person, RightsCheck
from accounts.rules.house.job import Progress
from accounts.services.house.stored_file import drop_unless_used, store_file
from accounts.services.people.organization import lock_tree
from accounts.services.trail import audit

CHECK = "check_rights"
CHECKED = "检查权限"
NO_POST = "现在没有任职"
UNUSED = timedelta(days=180)
SHOWN = 50  # people of a kind
AT_ONCE = 2000  # rows a query


@dataclass(frozen=True, slots=True)
class Doubt:
    """One kind of doubt: what it is called, what to do about it, and about whom it is."""

    kind: str
    heading: str
    advice: str
    people: QuerySet[Person]


def doubts(*, now: datetime, among: Iterable[int] | None = None) -> list[Doubt]:
    """Return what may be wrong, the gravest first; with ``among`` only about these people (ids), and at once."""
    today, idle = timezone.localdate(now), now - UNUSED
    held, able = Appointment.objects.current(today).with_rights(), _able()
    if among is not None:
        held, able = held.filter(person__in=among), able.filter(pk__in=among)
    counted = held.order_by().values("person").annotate(count=Count("pk"))
    many = able.filter(pk__in=counted.filter(count__gte=2).values("person"))
    guards = Exists(held.filter(person=OuterRef("pk"), role__in=Appointment.GUARDING_ROLES))
    posted = Exists(Appointment.objects.still_held(today).filter(person=OuterRef("pk")))
    away = Q(last_login__lt=idle) | Q(last_login__isnull=True, password_issued_at__lt=idle)
    return [
        Doubt("guarding", "管理员还有别的权限", "三类管理员要与书记、组织员分开，请结束其中一项。", many.filter(guards)),
        Doubt("several", "一人有几项权限", "书记兼组织员的，自己组织自己的评议：请核对是否确有必要。", many.exclude(guards)),
        Doubt("unposted", "没有任职，却可以登录", "离任的人不再需要账号：请告诉系统管理员停用。", able.exclude(posted)),
        Doubt("away", "180 天没有登录", "长期不用的账号可能已经没有人管：请核对后停用。", able.filter(away)),
    ]  # fmt: skip


def _able() -> QuerySet[Person]:
    """Return who can log in: by a password, or without one where the school has a single sign-on."""
    active: QuerySet[Person] = Person.objects.filter(is_active=True)
    if settings.OIDC_URL or settings.CAS_URL:
        return active
    return active.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def check_in_background(job: Job, progress: Progress) -> None:
    """Look over all rights and accounts, keep what was found in place of what was found before, and note it in the trail."""
    now = timezone.now()
    kinds = doubts(now=now)
    found: dict[str, list[Any]] = {}
    for doubt in kinds:
        progress(len(found), 2 * len(kinds))
        people = doubt.people.order_by("staff_number").values_list(
            "pk", "name", "staff_number", "last_login", named=True
        )
        found[doubt.kind] = list(people)
    report = {kind: {"count": len(some), "people": [one.pk for one in some[:SHOWN]]} for kind, some in found.items()}
    book = rights_check_book(_rows(kinds, found, timezone.localdate(now), progress))
    _keep(job, report, book)


def _rows(kinds: list[Doubt], found: dict[str, list[Any]], today: date, progress: Progress) -> Iterator[Row]:
    for number, doubt in enumerate(kinds, start=len(kinds)):
        progress(number, 2 * len(kinds))
        people = found[doubt.kind]
        for start in range(0, len(people), AT_ONCE):
            some = people[start : start + AT_ONCE]
            titles = titles_of([one.pk for one in some], today)
            for one in some:
                told = titles.get(one.pk, NO_POST)
                yield doubt.heading, one.name, one.staff_number, told, _seen(one.last_login), doubt.advice


def _seen(login: datetime | None) -> datetime | str:
    """Return when somebody was last here, as Excel knows it: without a zone."""
    return timezone.localtime(login).replace(microsecond=0, tzinfo=None) if login else "没有登录过"


def titles_of(people: Iterable[int], today: date) -> dict[int, str]:
    """Return by id the posts that ``people`` (ids) hold on ``today``, in words; nothing for who holds none."""
    titles: dict[int, list[str]] = {}
    held = Appointment.objects.current(today).filter(person__in=people)
    for post in held.select_related("organization__parent").order_by("pk"):
        titles.setdefault(post.person_id, []).append(post.title)
    return {pk: "、".join(found) for pk, found in titles.items()}


@transaction.atomic
def _keep(job: Job, report: dict[str, dict[str, Any]], data: bytes) -> None:
    lock_tree()  # of two at the same time the second takes the place of the first
    former = list(RightsCheck.objects.select_related("file"))
    check = RightsCheck.objects.create(report=report, file=store_file(data), checked_by=job.started_by)
    for one in former:
        one.delete()
        drop_unless_used(one.file)
    counts = {kind: told["count"] for kind, told in report.items()}
    audit.record(job.started_by, CHECKED, check, after=counts)
    Job.objects.filter(pk=job.pk).update(message=_summary(sum(counts.values())))


def _summary(count: int) -> str:
    return f"有 {count} 处要核对，列在“越权检查”里。" if count else "没有发现要核对的。"
