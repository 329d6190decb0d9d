"""What a check of the rights has found, as the security administrator's page shows it."""

from typing import Any

from django.db.models import Value
from django.utils import timezone

from accounts.models import Job, Person, RightsCheck
from accounts.pages.people.rights import vacant_guards
from accounts.services.people.rights_check import CHECK, NO_POST, doubts, titles_of


def rights_check_page(person: Person) -> dict[str, Any]:
    """Return what the last check found, at most fifty of each kind, and who of them is in doubt no longer."""
    check = RightsCheck.objects.visible_to(person).select_related("checked_by").order_by("-pk").first()
    going = Job.objects.going().filter(kind=CHECK).order_by("-pk").first()
    return {
        "vacant": vacant_guards(),
        "check": check,
        "job": going,
        "failed": _failure(person, check) if not going else "",
        "lists": _lists(check.report) if check else [],
        "count": sum(told["count"] for told in check.report.values()) if check else 0,
    }


def _failure(person: Person, check: RightsCheck | None) -> str:
    """Return why the person's own last check failed, unless somebody has checked since."""
    last = Job.objects.filter(started_by=person, kind=CHECK).order_by("-pk").first()
    if last is None or last.state != Job.State.FAILED or (check and check.checked_at > last.started_at):
        return ""
    return last.message


def _lists(report: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return by kind what there is to say; as many queries for one person as for fifty."""
    shown = {pk for told in report.values() for pk in told["people"]}
    people = Person.objects.in_bulk(shown)
    titles = titles_of(shown, timezone.localdate())
    kinds = doubts(now=timezone.now(), among=shown)
    still = _still(kinds)
    return [
        {
            "heading": doubt.heading,
            "advice": doubt.advice,
            "count": report[doubt.kind]["count"],
            "rows": [
                (people[pk], titles.get(pk, NO_POST), (doubt.kind, pk) in still) for pk in report[doubt.kind]["people"]
            ],
        }
        for doubt in kinds
    ]


def _still(kinds: Any) -> set[tuple[str, int]]:
    """Return (kind, id) of whom there is still doubt about, in one query."""
    found = [doubt.people.order_by().values_list(Value(doubt.kind), "pk") for doubt in kinds]
    return set(found[0].union(*found[1:], all=True))
