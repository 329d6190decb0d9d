"""The devices on which somebody is logged in: allauth's list of sessions, and how each of them ends."""

import hashlib
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from accounts.rules.entry.device import device_name
from accounts.services.trail import audit

NOWHERE = "0.0.0.0"  # noqa: S104 - what the list holds for a request that came without an address
LONGEST = 200  # characters of a User-Agent
KEPT_FOR = timedelta(days=1)


def sessions_of(person: Person, *, now: datetime, but: str = "") -> QuerySet[UserSession]:
    """Return the sessions of ``person`` that still stand, the latest seen first; without the one whose key is ``but``."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=person, session_key__in=alive)
    return found.exclude(session_key=but).order_by("-last_seen_at", "-pk")


def note_session(person: Person, *, key: str, address: str, agent: str, ticket: str, now: datetime) -> None:
    """Note that ``person`` is at work in the session ``key``; the list holds one row for each.

    ``ticket`` marks what single sign-on let them in with, "" for a password.
    """
    values = {"ip": address or NOWHERE, "last_seen_at": now, "data": {"ticket": ticket} if ticket else {}}
    if not UserSession.objects.filter(session_key=key, user=person).update(**values):
        named = audit.CONTROL.sub(" ", agent)[:LONGEST]
        UserSession.objects.update_or_create(session_key=key, defaults={"user": person, "user_agent": named, **values})


def ticket_mark(ticket: str) -> str:
    """Return what is kept of a single sign-on's ticket: enough to know it again."""
    return hashlib.sha256(ticket.encode()).hexdigest()


@transaction.atomic
def end_ticket(ticket: str) -> None:
    """Log out whoever came in with ``ticket``: single sign-on says that they have left."""
    for session in UserSession.objects.filter(data__ticket=ticket_mark(ticket)).select_related("user"):
        _end([session])
        audit.record(None, "统一身份认证退出", session.user)


@transaction.atomic
def end_session(session: UserSession, *, actor: Person) -> None:
    """Log one device out."""
    _end([session])
    audit.record(actor, "结束登录", actor, after={"reason": device_name(session.user_agent)})


@transaction.atomic
def end_sessions(person: Person, *, keep: str = "") -> int:
    """Log ``person`` out everywhere but in the session ``keep``; return how many were still standing.

    Part of other verbs, which are recorded themselves: a new password, a lost phone, a disabled account.
    """
    found = list(UserSession.objects.filter(user=person).exclude(session_key=keep))
    return _end(found)


@transaction.atomic
def end_other_sessions(person: Person, *, keep: str) -> int:
    """Log the other devices out because their owner asks for it."""
    ended = end_sessions(person, keep=keep)
    if ended:
        audit.record(person, "结束其他登录", person, after={"count": ended})
    return ended


@transaction.atomic
def sweep_sessions(*, now: datetime) -> int:
    """Delete what ended more than a day ago, also what was kept of forms that nobody came back for; return how many.

    For a day an ended session still tells whose form it was that came too late (accounts.typed).
    """
    deleted, _ = Session.objects.filter(expire_date__lt=now - KEPT_FOR).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return int(deleted)


def _end(sessions: list[UserSession]) -> int:
    keys = [session.session_key for session in sessions]
    standing = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).count()
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(pk__in=[session.pk for session in sessions]).delete()
    return standing
