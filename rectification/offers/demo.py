"""The demo school's ledgers of last year, with items in every state; dates relative to today."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Organization, Person
from accounts.services.house.demo import builders, demo_year
from rectification.models import Item, Ledger
from rectification.offers import demo_feedback  # noqa: F401 - registers its builder
from rectification.services.campaign import open_campaign
from rectification.services.circular import draft_circular, issue_circular
from rectification.services.extension import ask_extension, decide_extension
from rectification.services.item import ItemFields, list_item
from rectification.services.ledger import file_ledger, open_ledger
from rectification.services.progress import (
    claim_item,
    look_back,
    note_progress,
    return_item,
    tick_item,
)
from reviews.models import Cycle

PLAN = Path(__file__).with_name("demo_ledgers.toml")
LISTED_DAYS_AGO = 310


@builders.register
def build_ledgers(today: date) -> None:
    """Open last year's ledgers and let happen what demo_ledgers.toml says."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    year = demo_year(today) - 1
    cycle, _ = Cycle.objects.get_or_create(
        year=year,
        defaults={
            "notice_title": f"关于做好{year}年度基层党组织书记抓党建述职评议考核工作的通知",
            "issued_on": date(year, 12, 6),
        },
    )
    for entry in plan["ledger"]:
        LedgerBuilder(Organization.objects.get(name=entry["organization"]), cycle, today).build(entry)
    _gather(plan["campaign"], cycle, today)


def _gather(entry: dict[str, Any], cycle: Cycle, today: date) -> None:
    top = Organization.objects.get(name=entry["organization"])
    organizer, leader = _holder(top, "organizer"), _holder(top, "secretary")
    listed = Item.objects.filter(ledger__organization__parent=top).exclude(state=Item.State.DONE)
    alike = [item for item in listed.order_by("pk") if any(word in item.problem for word in entry["words"])]
    open_campaign(
        top, cycle=cycle, person=organizer, title=entry["title"], plan=entry["plan"], led_by=leader,
        until=today + timedelta(days=90), items=alike, now=_instant(today, -100),
    )  # fmt: skip
    issue_circular(
        draft_circular(top, cycle=cycle, person=organizer, now=_instant(today, -60)),
        person=organizer,
        now=_instant(today, -59),
    )


def _holder(organization: Organization | None, *roles: str) -> Person:
    found = Person.objects.filter(appointments__organization=organization, appointments__role__in=roles)
    person = found.order_by("appointments__pk").first()
    assert person is not None
    return person


def _instant(today: date, days: int, hour: int = 10) -> datetime:
    """Return the instant so many days from today, never later than now."""
    at = timezone.make_aware(datetime.combine(today + timedelta(days=days), time(hour)))
    return min(at, timezone.now())


class LedgerBuilder:
    """Plays one ledger's year through the services that the pages use."""

    def __init__(self, organization: Organization, cycle: Cycle, today: date) -> None:
        self.organization, self.cycle, self.today = organization, cycle, today
        self.secretary = _holder(organization, "secretary", "deputy_in_charge")
        parent = organization.parent
        self.superior = _holder(parent, "organizer", "secretary") if parent else self.secretary

    def build(self, entry: dict[str, Any]) -> None:
        """Open the ledger, list its items, file it, and let things happen."""
        listed = _instant(self.today, -LISTED_DAYS_AGO)
        ledger = open_ledger(
            self.organization, cycle=self.cycle, person=self.superior, now=listed,
            tick_by=entry.get("tick_by", Ledger.TickBy.OWN),
        )  # fmt: skip
        items = [self._list(ledger, one, listed) for one in entry["item"]]
        file_ledger(ledger, person=self.secretary, today=listed.date() + timedelta(days=5))
        for item, one in zip(items, entry["item"], strict=True):
            if one.get("label"):
                Item.objects.filter(pk=item.pk).update(source_label=one["label"])
            if one.get("then"):
                self._play(Item.objects.for_pages().get(pk=item.pk), one)

    def _list(self, ledger: Ledger, one: dict[str, Any], now: datetime) -> Item:
        day = self.today + timedelta(days=one["days"])
        long_term = one.get("kind") == Item.Kind.LONG_TERM
        fields = ItemFields(
            problem=one["problem"],
            source=one["source"],
            responsible=one["responsible"],
            measure=one["measure"],
            kind=one.get("kind", Item.Kind.LIMITED),
            deadline=None if long_term else day,
            next_review=day if long_term else None,
        )
        return list_item(ledger, person=self.secretary, fields=fields, now=now)

    def _play(self, item: Item, one: dict[str, Any]) -> None:
        then, days = one["then"], min(one["days"], 0)
        claimed_at = _instant(self.today, days - 4, 15)
        if then == "progress":
            note_progress(item, person=self.secretary, text=one["words"], now=_instant(self.today, -20))
        elif then in {"asked", "granted"}:
            self._extend(item, one)
        else:
            claimed = claim_item(item, person=self.secretary, text=one["words"], now=claimed_at)
            self._decide(claimed, one, claimed_at + timedelta(days=2))

    def _extend(self, item: Item, one: dict[str, Any]) -> None:
        assert item.deadline is not None
        to_date = item.deadline + timedelta(days=one.get("to", 30))
        now = _instant(self.today, min(one["days"], 0) - 3)
        asked = ask_extension(item, person=self.secretary, to_date=to_date, reason=one["words"], now=now)
        if one["then"] == "granted":
            later = now + timedelta(days=1)
            decide_extension(
                asked, person=self.superior, granted=True, answer="同意，暑假前先把能办的办了。", now=later
            )

    def _decide(self, item: Item, one: dict[str, Any], at: datetime) -> None:
        ticker = self.secretary if item.ledger.tick_by == Ledger.TickBy.OWN else self.superior
        if one["then"] == "returned":
            return_item(item, person=ticker, reason=one["reason"], now=at)
        if one["then"] not in {"done", "held", "struck"}:
            return
        done = tick_item(item, person=ticker, now=at)
        later = at + timedelta(days=60)
        if one["then"] == "held":
            look_back(done, person=self.superior, passed=True, note="翻看台账，保持住了。", now=later)
        if one["then"] == "struck":
            until = self.today + timedelta(days=15)
            look_back(done, person=self.superior, passed=False, note=one["reason"], deadline=until, now=later)
