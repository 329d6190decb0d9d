"""Setting a year up: created or copied, edited while unused, its limits changed by dated versions afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from accounts.services.house.stored_file import store_file
from accounts.services.trail import audit
from reviews.models import Cycle, LimitsVersion, Report
from reviews.wordcheck import ReportLimits, limits_to_json

# What a new year takes over from the last; dates, titles and texts belong to each year's own notice.
COPIED = ("violations_block", "grade_names", "best_at_most", "lower_at_least", "rounding", "uses_poll",
          "objection_days", "ticked_by", "remind_before", "remind_after", "focus_points")  # fmt: skip


class NeedsReason(Exception):
    """Reports have been checked with these limits: a change says why."""


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """The notice as it was uploaded."""

    data: bytes
    filename: str


def values_to_copy(cycle: Cycle) -> dict[str, Any]:
    """Return what a new year starts from: values alone, never a date (N0, N3.0, N4.3)."""
    return {"limits": cycle.limits, **{name: getattr(cycle, name) for name in COPIED}}


@transaction.atomic
def create_cycle(
    *,
    year: int,
    notice_title: str,
    issued_on: date,
    limits: ReportLimits | None = None,
    notice: NoticeFile | None = None,
    actor: Person | None = None,
    now: datetime,
    **values: Any,
) -> Cycle:
    """Create a year with its first version of limits; raises ValidationError where the year exists."""
    cycle = Cycle(year=year, notice_title=notice_title, issued_on=issued_on, **values)
    cycle.limits_json = limits_to_json(limits or ReportLimits())
    _keep_notice(cycle, notice)
    cycle.full_clean()
    cycle.save()
    LimitsVersion.objects.create(cycle=cycle, number=1, limits_json=cycle.limits_json, since=now, set_by=actor)
    audit.record(actor, "新建年度", cycle, after={"year": year, "notice_title": notice_title})
    return cycle


@transaction.atomic
def update_cycle(
    cycle: Cycle,
    *,
    limits: ReportLimits,
    reason: str = "",
    notice: NoticeFile | None = None,
    actor: Person,
    now: datetime,
    **values: Any,
) -> Cycle:
    """Change a year's values. Limits that reports were checked with change as a new version with its reason.

    Raises NeedsReason where such a reason is lacking.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    fresh = Cycle.objects.get(pk=cycle.pk)
    before = _plain(fresh, values)
    for name, value in values.items():
        setattr(fresh, name, value)
    _keep_notice(fresh, notice)
    _set_limits(fresh, limits_to_json(limits), reason, actor, now)
    fresh.full_clean()
    fresh.save()
    audit.record(actor, "修改年度设置", fresh, before=before, after={**_plain(fresh, values), "reason": reason})
    return fresh


def is_used(cycle: Cycle) -> bool:
    """Whether a report has been checked with the cycle's limits."""
    return Report.objects.of_cycle(cycle).exists()


def _set_limits(cycle: Cycle, limits_json: dict[str, Any], reason: str, actor: Person, now: datetime) -> None:
    if limits_json == cycle.limits_json:
        return
    if not is_used(cycle):
        LimitsVersion.objects.update_or_create(
            cycle=cycle, number=1, defaults={"limits_json": limits_json, "since": now, "set_by": actor}
        )
    elif not reason:
        raise NeedsReason("已经有报告按现在的要求检查过，改动要求请写明原因。")
    else:
        cycle.limits_number += 1
        LimitsVersion.objects.create(
            cycle=cycle, number=cycle.limits_number, limits_json=limits_json, since=now, set_by=actor, reason=reason
        )
    cycle.limits_json = limits_json


def _keep_notice(cycle: Cycle, notice: NoticeFile | None) -> None:
    if notice is not None:
        cycle.notice_file, cycle.notice_filename = store_file(notice.data), notice.filename


def _plain(cycle: Cycle, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the trail keeps them."""
    plain = {name: getattr(cycle, name) for name in values}
    plain |= {"issued_on": str(cycle.issued_on), "limits": cycle.limits_json}
    return plain | {"notice_file": cycle.notice_file_id}
