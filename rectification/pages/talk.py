"""What the page of a talk shows, and the list of talks on the supervision page."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail.history import history_of
from rectification.forms.talk import TalkForm
from rectification.models import Ledger, Talk
from rectification.rules.talk import ground
from reviews.models import Consequence, Round
from reviews.pages.hearing.comment import superior_name
from reviews.rules.hearing.grade import Kind

VERBS = ("列出约谈提醒", "登记约谈提醒", "修改约谈提醒记录")
FIELDS = ("held_on", "talked_by", "reason", "demands", "reply")


def talks_below(person: Person, round_: Round | None) -> dict[str, Any]:
    """Return the talks of a round that ``person`` arranges, what is still to be held first, by its day.

    Each comes with whether that day has gone by; beside them, how many are called for and not listed yet.
    """
    if round_ is None:
        return {"talks": [], "unlisted": 0}
    today = timezone.localdate()
    called = Consequence.objects.editable_by(person).of_kind(Kind.TALK).filter(outcome__decision__round=round_)
    called = called.select_related("talk", "outcome__statement__appointment__person")
    found = list(called.order_by(F("talk__held_on").asc(nulls_first=True), "due", "talk"))
    talks = [one.talk for one in found if hasattr(one, "talk")]
    return {
        "talks": [(talk, talk.is_overdue(today)) for talk in talks if talk.is_listed],
        "unlisted": sum(one.outcome.is_current for one in found if not hasattr(one, "talk")),
    }


def talk_of(person: Person, ledger: Ledger) -> Talk | None:
    """Return the newest talk about the year of ``ledger`` that ``person`` may read."""
    talks = Talk.objects.visible_to(person).with_secretary_of(ledger.organization, ledger.cycle.year)
    return talks.listed().order_by("-pk").first()


def talk_ground(talk: Talk) -> str:
    """Return the reason as noted, or as it follows from the outcome."""
    outcome = talk.consequence.outcome
    return talk.reason or ground(outcome.decision.round.cycle.year, outcome.grade_name, outcome.problems)


def initial(talk: Talk) -> dict[str, Any]:
    """Return what the form starts from: what was noted, or what is known already."""
    if talk.is_noted:
        return {"seen": talk.version, **{name: getattr(talk, name) for name in FIELDS}}
    round_ = talk.consequence.outcome.decision.round
    return {"seen": 0, "talked_by": superior_name(round_), "reason": talk_ground(talk)}


def talk_page(person: Person, talk: Talk, *, form: TalkForm | None = None) -> dict[str, Any]:
    """Return the context of a talk's page: the record, and the form for those who note it."""
    outcome = talk.consequence.outcome
    decision = outcome.decision
    may_note = not talk.is_about(person) and Talk.objects.editable_by(person).filter(pk=talk.pk).exists()
    is_open = decision.round.stage != Round.Stage.ARCHIVED and (talk.is_noted or outcome.is_current)
    return {
        "talk": talk,
        "statement": outcome.statement,
        "round": decision.round,
        "due": talk.consequence.due,
        "is_overdue": talk.is_overdue(timezone.localdate()),
        "is_own": talk.is_about(person),
        "may_note": may_note and (is_open or form is not None),
        "is_corrected": not outcome.is_current,
        "history": history_of(talk, VERBS) if may_note else [],
        "form": form or TalkForm(initial=initial(talk), decided_on=decision.held_on),
    }
