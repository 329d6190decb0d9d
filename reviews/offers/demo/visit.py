"""The demo's field research and the first report upward, from texts/visits.toml."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from accounts.models import Person
from reviews.models import Cycle, Round, Statement
from reviews.rules.concluding.round_report import TO_FILL
from reviews.services.concluding.round_report import draft_round_report, file_round_report
from reviews.services.hearing.visit import add_visit

TEXTS = Path(__file__).parent / "texts" / "visits.toml"


def play_visits(cycle: Cycle, today: date) -> None:
    """Let organizers and superiors go where the plan says, then let one college report on its round."""
    plan = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for entry in plan["visit"]:
        day = today - timedelta(days=entry["days_ago"])
        add_visit(
            Statement.objects.for_pages().get(round__cycle=cycle, organization__name=entry["organization"]),
            person=Person.objects.get(name=entry["by"]), day=day, place=entry["place"],
            companions=entry.get("companions", ""), text=entry["text"].strip(), now=_at(day, 17),
        )  # fmt: skip
    for entry in plan["report"]:
        round_ = Round.objects.select_related("cycle", "organization__parent").get(
            cycle=cycle, organization__name=entry["organization"]
        )
        text = _filled(draft_round_report(round_, today), entry["filled"])
        file_round_report(round_, person=Person.objects.get(name=entry["by"]), text=text, seen=0, now=_at(today, 9))


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 20)))


def _filled(text: str, answers: list[str]) -> str:
    """Put the answers where the draft asks."""
    waiting = iter(answers)
    lines = [next(waiting, "") if line.startswith(TO_FILL) else line for line in text.splitlines()]
    return "\n".join(line for line in lines if line)
