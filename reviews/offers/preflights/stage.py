"""What must not be missing before a round goes on: fetches the values, the rules judge them."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization
from reviews.models import Meeting, Poll, Round
from reviews.rules.preparing.stage import (
    Missing,
    dates_missing,
    leftovers_missing,
    people_missing,
    plan_missing,
    poll_missing,
    reports_missing,
)
from reviews.services.collecting.statement import posts_without_statement
from reviews.services.preparing.stage import preflights


@preflights["preparing"].register
def plan(round_: Round, now: datetime) -> list[Missing]:
    """方案审定 by the round's secretary (N4.1)."""
    return plan_missing(approved=round_.is_plan_approved, where=reverse("reviews:round_plan", args=[round_.pk]))


@preflights["preparing"].register
def dates(round_: Round, now: datetime) -> list[Missing]:
    """The deadline and the meeting."""
    where = reverse("reviews:round_plan", args=[round_.pk]) + "#dates"
    due = timezone.localtime(round_.report_due)
    return dates_missing(report_due=due, meeting_on=round_.meeting_on, now=now, where=where)


@preflights["preparing"].register
def people(round_: Round, now: datetime) -> list[Missing]:
    """Everybody who must report stands in the list (N1.1)."""
    posts = posts_without_statement(round_)
    below = Organization.objects.living().filter(parent=round_.organization).in_order()
    vacant = below.exclude(statements__round=round_).exclude(pk__in=[post.organization_id for post in posts])
    return people_missing(
        reporting=round_.statements.reporting().count(),
        without_statement=[post.person.name for post in posts],
        vacant=list(vacant.values_list("short", flat=True)),
        where=reverse("reviews:round_people", args=[round_.pk]),
    )


@preflights["preparing"].register
def notice(round_: Round, now: datetime) -> list[Missing]:
    """Words that an old notice has left; only the top organization can mend them."""
    if round_.organization.parent_id is not None:
        return []
    return leftovers_missing(round_.cycle.leftovers, reverse("reviews:cycle", args=[round_.cycle_id]))


@preflights["collecting"].register
def reports(round_: Round, now: datetime) -> list[Missing]:
    """Who has not handed in, and what is not accepted yet (N4.3)."""
    groups: dict[str, list[str]] = {"missing": [], "delayed": [], "returned": [], "handed_in": [], "accepted": []}
    standing = ("appointment__person__name", "current_report__state", "current_delay__until")
    for name, state, until in round_.statements.reporting().in_order().values_list(*standing):
        groups[state or ("delayed" if until and until > now else "missing")].append(name)
    return reports_missing(
        missing=groups["missing"],
        delayed=groups["delayed"],
        returned=groups["returned"],
        waiting=groups["handed_in"],
        where=reverse("reviews:round", args=[round_.pk]),
    )


@preflights["meeting"].register
def meetings(round_: Round, now: datetime) -> list[Missing]:
    """Every meeting is over, or a word says why not."""
    live = round_.meetings.exclude(state=Meeting.State.CLOSED).order_by("at", "pk")
    return [
        Missing(f"会议还没有结束：{one.title}", reverse("reviews:meeting", args=[one.pk]), "去看会议", must=False)
        for one in live
    ]


@preflights["meeting"].register
def polls(round_: Round, now: datetime) -> list[Missing]:
    """A poll that was begun is closed; one that was only prepared needs a word."""
    live = Poll.objects.filter(meeting__round=round_).exclude(state=Poll.State.CLOSED)
    found = live.select_related("meeting").defer("sealed").order_by("meeting__at", "pk")
    return [
        missing
        for poll in found
        for missing in poll_missing(
            poll.meeting.title, begun=poll.is_open, where=reverse("reviews:poll", args=[poll.meeting_id])
        )
    ]
