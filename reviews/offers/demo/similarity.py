"""The demo's like sentences. Its reports are put together from one stock of sentences, which no school's are.

So only a few stay in the index: enough to see the author's note and the organizer's list as they are in earnest.
"""

from django.db.models import Q

from reviews.models import Likeness, SentenceBand

# Whose reports keep so many sentences that are alike.
KEPT = {"机电工程学院学生第二党支部": 3, "建筑工程学院教师第二党支部": 4, "建筑工程学院机关党支部": 2}


def keep_a_few() -> None:
    """Leave of all like sentences those of KEPT, each report with one other, in its own round where there is one."""
    kept = [row for name, count in KEPT.items() for row in _closest(name, count)]
    Likeness.objects.exclude(pk__in=[row.pk for row in kept]).delete()
    standing = Q(pk__in=())
    for row in kept:
        standing |= Q(report=row.report_id, sentence=row.sentence)
        standing |= Q(report=row.other_id, sentence=row.other_sentence)
    SentenceBand.objects.exclude(standing).delete()


def _closest(name: str, count: int) -> list[Likeness]:
    found = Likeness.objects.standing().filter(report__statement__organization__name=name)
    rows = list(found.select_related("report__statement", "other__statement").order_by("sentence"))
    near = {one.other_id for one in rows if one.other.statement.round_id == one.report.statement.round_id}
    others = sorted({one.other_id for one in rows}, key=lambda other: (other not in near, other))
    return [one for one in rows if one.other_id in others[:1]][:count]
