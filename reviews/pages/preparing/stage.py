"""What the board shows of a round's stage: the step on, what is missing for it, the step back, the history."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from reviews.forms.preparing.stage import StageForm
from reviews.models import Round
from reviews.pages.history import round_history
from reviews.rules.preparing.stage import Missing, next_move, step_back
from reviews.services.preparing.stage import missing_before

OPEN_TO_SUPPORT = (Round.Stage.PREPARING, Round.Stage.COLLECTING)
OTHERS_DECIDE = "。您本人参加本轮述职，由书记和另一位组织员办理；没有的，请上级任命一位"


def stage_page(
    person: Person, round_: Round, *, form: StageForm | None = None, history: bool = False, supported: bool = False
) -> dict[str, Any]:
    """Return the part of the board's context that is about the stage; ``form`` brings typed text back.

    The history is fetched when it is asked for: most look at the board without it. While a supporter looks
    (``supported``), nothing is told of what is still missing once the meetings begin: it names comments and grades.
    """
    may_move = round_.is_organized_by(person) and not (supported and round_.stage not in OPEN_TO_SUPPORT)
    step = next_move(round_.stage) if may_move else None
    missing = _for(person, round_, missing_before(round_, step, timezone.localtime()) if step else [])
    return {
        "step": step,
        "missing": missing,
        "must": [one for one in missing if one.must],
        "step_is_open": _is_open(round_, missing, form),
        "back": step_back(round_.stage) if may_move else None,
        "stage_form": form or StageForm(),
        "may_approve": round_.is_preparing and Round.objects.led_by(person).filter(pk=round_.pk).exists(),
        "history": round_history(round_, None if supported else person) if history else None,
    }


def _for(person: Person, round_: Round, missing: list[Missing]) -> list[Missing]:
    """Tell who reports in the round themselves that others decide: its page is closed to them (DESIGN §5)."""
    closed = reverse("reviews:round_decision", args=[round_.pk])
    if (
        not any(one.where == closed for one in missing)
        or Round.objects.decided_by(person).filter(pk=round_.pk).exists()
    ):
        return missing
    return [replace(one, what=one.what + OTHERS_DECIDE, where="") if one.where == closed else one for one in missing]


def _is_open(round_: Round, missing: list[Missing], form: StageForm | None) -> bool:
    """Whether the step on shows unfolded: not while reports are simply still coming in."""
    waiting = bool(missing) and round_.stage == Round.Stage.COLLECTING and timezone.now() < round_.report_due
    return form is not None or not waiting
