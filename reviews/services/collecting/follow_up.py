"""What a statement's organization promised or left open, and the author's word on whether the report says so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from accounts.rules.duty.outstanding import Outstanding
from accounts.services.trail import audit
from reviews.models import FollowUp, Report, Statement
from reviews.rules.collecting.follow_up import MOST, Promise, planned


def promises(statement: Statement, open_items: Sequence[Outstanding]) -> list[Promise]:
    """Return ``open_items``, what the organization still has open, then last year's plan; one query."""
    still = [Promise(one.key, one.text, f"整改事项，{one.state}", one.url) for one in open_items[:MOST]]
    return [*still, *_planned_last_year(statement)]


def _planned_last_year(statement: Statement) -> list[Promise]:
    """Return what the accepted report of the year before promised."""
    last = (
        Report.objects.current()
        .filter(
            statement__organization=statement.organization_id,
            statement__round__cycle__year=statement.round.cycle.year - 1,
            state=Report.State.ACCEPTED,
        )
        .only("check_json")
        .first()
    )
    return planned(last.reading.paragraphs, "去年的下步打算") if last else []


def said_of(statement: Statement) -> dict[str, bool]:
    """Return what the author has said, by key."""
    return dict(statement.follow_ups.values_list("key", "is_mentioned"))


@transaction.atomic
def say_follow_up(statement: Statement, *, person: Person, key: str, is_mentioned: bool, now: datetime) -> FollowUp:
    """Note the author's word in place of the earlier one; it holds for every version of this year's report."""
    said, _ = FollowUp.objects.update_or_create(
        statement=statement, key=key, defaults={"is_mentioned": is_mentioned, "said_by": person, "said_at": now}
    )
    audit.record(person, "确认上年事项", statement, after={"key": key, "mentioned": is_mentioned})
    return said
