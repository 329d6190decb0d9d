"""What the pages of a year show."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import Organization, Person
from accounts.services.trail.history import history_of
from reviews.forms.preparing.cycle import SHARES, CycleForm, cycle_values
from reviews.forms.preparing.plan import OpenLevelsForm
from reviews.models import Cycle, LimitsVersion, Report
from reviews.rules.collecting.summary import fraction_name
from reviews.rules.preparing.cycle import days_name
from reviews.services.collecting.recheck import under_way
from reviews.services.preparing.cycle import is_used
from reviews.services.preparing.round import to_open

COUNTED = 1000
NAMED = 60  # organizations on one page; the others are counted
LOOKED_THROUGH = 3000  # organizations; a university has some hundred, a province has ten thousands
VERBS = ("新建年度", "修改年度设置")


def cycle_page(person: Person, cycle: Cycle, *, form: CycleForm | None = None) -> dict[str, Any]:
    """Return the context of one year's page."""
    used = is_used(cycle)
    may_edit = Cycle.objects.editable_by(person).filter(pk=cycle.pk).exists()
    return {
        "cycle": cycle,
        "used": used,
        "may_edit": may_edit,
        "form": form or CycleForm(initial=cycle_values(cycle), used=used),
        "limits": cycle.limits,
        "shares": [fraction_name(getattr(cycle.limits, name)) for name in SHARES],
        "versions": limits_history(cycle),
        "reminders": (days_name(cycle.remind_before, "当天"), days_name(cycle.remind_after, "")),
        "leftovers": cycle.leftovers,
        **(_stale(cycle) if may_edit and cycle.limits_number > 1 else {}),
        "rounds": cycle.rounds.count(),
        "history": history_of(cycle, VERBS),
    }


def _stale(cycle: Cycle) -> dict[str, Any]:
    """How many reports were checked by what was asked before, beyond COUNTED simply many; and what checks them anew."""
    stale = len(Report.objects.checked_before(cycle).values_list("pk", flat=True)[: COUNTED + 1])
    return {"stale": stale, "going": under_way(cycle) if stale else None}


def limits_history(cycle: Cycle) -> list[tuple[LimitsVersion, list[str]]]:
    """Return the versions, the latest first, each with what it changed."""
    versions = list(cycle.limits_versions.select_related("set_by").order_by("-number"))
    older = [*versions[1:], None]
    return [
        (now, changes(now.limits_json, before.limits_json) if before else [])
        for now, before in zip(versions, older, strict=False)
    ]


NAMES = {
    "total_max": "全文上限",
    "problems_min": "查摆问题下限",
    "achievements_max": "工作总结上限",
    "plan_max": "下步打算上限",
    "causes_belong_to_problems": "原因分析算查摆问题",
    "earlier_rectification_is_achievement": "上年整改情况算工作总结",
    "tolerance": "容许相差",
    "speech_minutes": "述职分钟",
    "speech_rate": "每分钟字数",
}


def changes(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Say what differs between limits as a version keeps them: 全文上限 2500 → 3000."""
    pairs = [(name, before.get(key), now.get(key)) for key, name in NAMES.items()]
    return [f"{name} {_said(old)} → {_said(new)}" for name, old, new in pairs if old != new]


def _said(value: Any) -> Any:
    """Return a switch in words, and a number as it is: 0 is no 否."""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def open_page(cycle: Cycle, *, form: OpenLevelsForm | None = None) -> dict[str, Any]:
    """Return the context of 各级一起开: how many rounds exist, and which would be new, the first of them by name.

    Where more than LOOKED_THROUGH organizations stand, they are not looked through for a mere page: ``new`` is None.
    """
    is_large = Organization.objects.living().order_by("pk")[LOOKED_THROUGH : LOOKED_THROUGH + 1].exists()
    new = None if is_large else to_open(cycle)
    return {
        "cycle": cycle,
        "new": None if new is None else new.count(),
        "named": [] if new is None else list(new[:NAMED]),
        "existing": cycle.rounds.count(),
        "form": form or OpenLevelsForm(),
        "today": timezone.localdate(),
    }
