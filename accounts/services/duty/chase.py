"""How often somebody was reminded of what, for the next sweep and for both sides to see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from accounts.models import Chase
from accounts.rules.duty.matter import Matter
from accounts.rules.duty.reminder import Past, PastKey, next_day, past_key
from accounts.rules.duty.workday import CLOSES
from accounts.services.duty.workday import office_calendar


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter's reminders stand: how often so far, and when next (None: no more)."""

    times: int
    next_on: date | None


def pasts_of(matters: Sequence[Matter]) -> dict[PastKey, Past]:
    """Return how often and when last each of ``matters`` was reminded of, in one query."""
    keys = {matter.key for matter in matters if matter.schedule}
    reminded = (
        Chase.objects.filter(key__in=keys)
        .order_by("escalated")
        .values_list("person", "key", "due", "escalated", "reminder__person")
        .annotate(times=Count("pk"), last=Max("reminder__day"))
    )
    pasts: dict[PastKey, Past] = {}
    for person, key, due, escalated, organizer, times, last in reminded:
        past = pasts.get((person, key, due), Past())
        told = replace(past, told=past.told | {organizer})
        pasts[person, key, due] = told if escalated else Past(times, last)
    return pasts


def standings_of(matters: Sequence[Matter], *, now: datetime) -> dict[str, Standing]:
    """Return by key how the reminders of ``matters`` stand at ``now``; what is never chased is left out."""
    chased = [matter for matter in matters if matter.schedule and matter.due]
    if not chased:
        return {}
    local, calendar, pasts = timezone.localtime(now), office_calendar(), pasts_of(chased)
    from_day = local.date() + timedelta(days=int(local.time() >= CLOSES))
    found = {}
    for matter in chased:
        past = pasts.get(past_key(matter), Past())
        found[matter.key] = Standing(past.times, next_day(matter, past, from_day, calendar))
    return found
