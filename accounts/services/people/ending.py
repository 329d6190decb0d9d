"""Ending an organization: dissolved (撤销) or merged into another (并入); and taking a mistake back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Appointment, Organization, Person
from accounts.rules.house.offer import OfferList
from accounts.rules.people.tie import Tie
from accounts.services.duty.outstanding import gather_outstanding
from accounts.services.people.organization import carry, clashing, lock_tree
from accounts.services.trail import audit

ties: OfferList[Callable[[Organization, date], list[Tie]]] = OfferList()


class EndingRefused(Exception):
    """The organization cannot be ended, merged or taken back; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What would happen: whose posts end, who moves along, what still hangs on it."""

    posts: list[Appointment]
    children: list[Organization]
    ties: list[Tie] = field(default_factory=list)

    @property
    def blocking(self) -> list[Tie]:
        """What must be dealt with first."""
        return [tie for tie in self.ties if tie.blocks]


def foresee(organization: Organization, *, successor: Organization | None, on: date, today: date) -> Ending:
    """Return what ending ``organization`` on the day ``on``, its last one, would do."""
    posts = list(_running(organization, on).for_pages().order_by("pk"))
    children = list(organization.children.living().in_order())
    found = [tie for offer in ties for tie in offer(organization, today)]
    if successor is None and children:
        found.append(Tie(f"下面还有 {len(children)} 个党组织：先调整到别处，或者改用“并入”。", blocks=True))
    if successor:
        found += [Tie(f"“{successor.name}”之下已有“{one.name}”：先把其中一个改名。", blocks=True)
                  for one in clashing(children, successor)]  # fmt: skip
    found += [Tie(f"{post.person.name}的{post.get_role_display()}任职 {post.starts:%Y-%m-%d} 才开始：先改任职，或者换一个日期。",
                  blocks=True) for post in posts if post.starts > on]  # fmt: skip
    unfinished = gather_outstanding([organization], today)
    if unfinished:
        found.append(
            Tie(f"还有 {len(unfinished)} 件整改没有完成：台账留在原处，由上级党组织继续督促。", unfinished[0].url)
        )
    return Ending(posts, children, found)


def _running(organization: Organization, on: date) -> Any:
    return Appointment.objects.filter(organization=organization).still_held(on).exclude(ends=on)


@transaction.atomic
def end_organization(
    organization: Organization, *, successor: Organization | None = None, on: date, today: date, actor: Person | None
) -> Organization:
    """End ``organization`` with ``on`` as its last day: its posts end, what stands below goes to ``successor``.

    Rounds, reports and ledgers stay where they were. Raises EndingRefused, with nothing changed.
    """
    lock_tree()
    Organization.objects.select_for_update(no_key=True).get(
        pk=organization.pk
    )  # whoever changes its posts queues here too
    ended = Organization.objects.get(pk=organization.pk)
    heir = Organization.objects.get(pk=successor.pk) if successor else None
    _refuse(ended, heir, on, today)
    found = foresee(ended, successor=heir, on=on, today=today)
    if found.blocking:
        raise EndingRefused("；".join(tie.text.rstrip("。") for tie in found.blocking) + "。")
    for child in found.children:
        assert heir is not None
        carry(child, heir)
        audit.record(actor, "调整隶属关系", child, before={"parent": ended.pk}, after={"parent": heir.pk})
    kept = {str(post.pk): post.ends.isoformat() if post.ends else None for post in found.posts}
    _end_posts(found.posts, on, actor)
    ended.ended_on, ended.successor = on, heir
    ended.ending = {"posts": kept, "children": [child.pk for child in found.children]}
    ended.save(update_fields=["ended_on", "successor", "ending"])
    after = {"ended_on": on.isoformat(), "successor": heir.pk if heir else None}
    audit.record(actor, "并入" if heir else "撤销党组织", ended, after=after)
    return ended


def _refuse(ended: Organization, heir: Organization | None, on: date, today: date) -> None:
    if ended.ended_on:
        raise EndingRefused(f"{ended.known_as}已于 {ended.ended_on:%Y-%m-%d} 撤销，没有再改动。")
    if ended.parent_id is None:
        raise EndingRefused("最上级的党组织不能撤销。")
    if on > today:
        raise EndingRefused("撤销日期还没有到，请到那一天再登记。")
    if heir and heir.ended_on:
        raise EndingRefused(f"“{heir.name}”已于 {heir.ended_on:%Y-%m-%d} 撤销，不能并入。")
    if heir and heir.is_within(ended):
        raise EndingRefused(f"“{heir.name}”就在“{ended.name}”之内，不能把上级并入自己的下级。")


def _end_posts(posts: list[Appointment], on: date, actor: Person | None) -> None:
    for post in posts:
        before = {"ends": post.ends.isoformat() if post.ends else None}
        Appointment.objects.filter(pk=post.pk).update(ends=on)
        audit.record(actor, "免职", post, before=before, after={"ends": on.isoformat()})


@dataclass(frozen=True, slots=True)
class Return:
    """What taking the end back would restore."""

    posts: list[Appointment]
    children: list[Organization]


def foresee_return(ended: Organization) -> Return:
    """Return the posts that ended with it, and who went to its successor and still stands there."""
    what: dict[str, Any] = ended.ending or {"posts": {}, "children": []}
    posts = Appointment.objects.filter(pk__in=[int(pk) for pk in what["posts"]], ends=ended.ended_on)
    return Return(list(posts.for_pages().order_by("pk")), list(_gone(ended, what["children"])))


def _refuse_beside(post: Appointment, ends: date | None) -> None:
    """Refuse to give a post back to whoever guards by now: the roles stay apart (DESIGN §4)."""
    try:
        Appointment(person=post.person, organization=post.organization, role=post.role, starts=post.starts, ends=ends,
                    pk=post.pk).keep_apart()  # fmt: skip
    except ValidationError as error:
        raise EndingRefused(
            f"{post.person.name}同志不能恢复{post.get_role_display()}任职：{error.messages[0]}"
        ) from error


def _gone(ended: Organization, children: list[int]) -> QuerySet[Organization]:
    return Organization.objects.living().filter(pk__in=children, parent=ended.successor_id).in_order()


@transaction.atomic
def take_back(organization: Organization, *, actor: Person | None) -> Organization:
    """Undo a mistaken end: the organization lives on, with its posts, and with who went to its successor.

    Raises EndingRefused where its superior has ended, its name is taken or a holder guards by now; what was changed since stays.
    """
    lock_tree()
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    back = Organization.objects.select_related("parent").get(pk=organization.pk)
    if back.ended_on is None:
        raise EndingRefused(f"{back.known_as}没有撤销，不用恢复。")
    found = foresee_return(back)
    _refuse_return(back, found)
    before = {"ended_on": back.ended_on.isoformat(), "successor": back.successor_id}
    former = (back.ending or {})["posts"]
    back.ended_on = back.successor = back.ending = None
    back.save(update_fields=["ended_on", "successor", "ending"])
    for child in found.children:
        audit.record(actor, "调整隶属关系", child, before={"parent": child.parent_id}, after={"parent": back.pk})
        carry(child, back)
    for post in found.posts:
        _give_back(post, former[str(post.pk)], actor)
    audit.record(actor, "恢复党组织", back, before=before)
    return back


def _refuse_return(back: Organization, found: Return) -> None:
    """Refuse to let an organization live on where there is no room for it, or for what comes back to it."""
    assert back.parent is not None
    if back.parent.ended_on:
        raise EndingRefused(f"上级{back.parent.known_as}已经撤销，请先恢复上级。")
    for other in clashing([back], back.parent):
        raise EndingRefused(f"“{back.parent.name}”之下现在另有“{other.name}”。请先把它改名，再恢复。")
    for child in found.children:
        if back.is_within(child):
            raise EndingRefused(
                f"{back.known_as}现在在“{child.name}”之下，收不回它：请先把其中一个调整到别处，再恢复。"
            )
    if clashing(found.children, back):
        raise EndingRefused(f"{back.known_as}之下已有同名的党组织，请先改名，再恢复。")


def _give_back(post: Appointment, ends: str | None, actor: Person | None) -> None:
    _refuse_beside(post, date.fromisoformat(ends) if ends else None)
    before = {"ends": post.ends.isoformat() if post.ends else None}
    Appointment.objects.filter(pk=post.pk).update(ends=ends)
    audit.record(actor, "恢复任职", post, before=before, after={"ends": ends})
