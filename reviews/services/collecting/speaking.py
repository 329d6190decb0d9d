"""Saving what is spoken in the meeting."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Report, SpeakingVersion, Statement
from reviews.services.collecting.report import Overtaken


def latest_version(report: Report) -> SpeakingVersion | None:
    """Return the last saved version of ``report``."""
    return report.speaking_versions.order_by("-number").select_related("saved_by").first()


@transaction.atomic
def save_speaking(
    statement: Statement, *, person: Person, report: int, kept: Sequence[int], seen: int, now: datetime
) -> SpeakingVersion:
    """Keep the paragraphs (indexes) that are spoken of the report that ``person`` saw, after their version ``seen``.

    The same choice again changes nothing. Raises Overtaken where another report counts by now, or somebody
    saved a version in between.
    """
    Statement.objects.select_for_update().get(pk=statement.pk)
    fresh = Statement.objects.select_related("current_report").get(pk=statement.pk)
    current = fresh.current_report
    if current is None or current.pk != report:
        raise Overtaken("刚刚交了新的一稿，请在新稿上选要讲的段落。")
    last = latest_version(current)
    if (last.number if last else 0) != seen:
        raise Overtaken(_who_was_faster(last))
    chosen = sorted(set(kept))
    if last is not None and last.kept == chosen:
        return last
    words = sum(one.words for one in current.reading.paragraphs if one.index in chosen)
    saved = SpeakingVersion.objects.create(
        report=current, number=seen + 1, kept=chosen, words=words, saved_by=person, saved_at=now
    )
    audit.record(person, "存口述稿", saved, after={"number": saved.number, "words": words})
    return saved


def _who_was_faster(last: SpeakingVersion | None) -> str:
    if last is None:
        return "口述稿有变动，请看一下再存。"
    at = timezone.localtime(last.saved_at)
    return f"{last.saved_by.name}在 {at.month}月{at.day}日 {at:%H:%M} 存过口述稿，您的勾选还在下面，没有存。看过后再存一次就行。"
