"""Which sentences of a report are much like another's: for the author at once, for the organizer after the deadline."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.shortcuts import get_list_or_404
from django.utils import timezone

from accounts.models import Person
from reviews.models import Likeness, Report, Round, Statement
from reviews.rules.collecting.similarity import Stretch, sentences, stretches
from reviews.services.collecting.similarity import texts_of

ANOTHER = "另一份报告"
ALL = 100  # percent
OF_OTHER = ("organization", "appointment__person", "round__cycle__year")  # in the order of Other


@dataclass(frozen=True, slots=True)
class AlikeSentence:
    """A sentence of the author's, the paragraph it begins in (from 0), and what it is like, without names."""

    text: str
    paragraph: int
    like: str


class Other(NamedTuple):
    """Whose report another one is, and of which year."""

    organization_id: int
    person_id: int
    year: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two reports with ``count`` sentences alike; ``other`` is None where the person may not see it."""

    first: Statement
    other: Statement | None
    same_post: bool
    count: int
    key: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """Two sentences beside each other, in stretches; ``other`` is empty where the person may not see it."""

    text: tuple[Stretch, ...]
    other: tuple[Stretch, ...]
    said: str


def alike_panel(person: Person, statement: Statement, report: Report | None) -> dict[str, Any]:
    """Return what the author alone is told on the page of the version that counts: one query, no names of others."""
    if report is None or not statement.is_own_of(person) or report.pk != statement.current_report_id:
        return {}
    found: dict[int, list[Other]] = defaultdict(list)
    told = Likeness.objects.standing().visible_to(person).filter(report=report).order_by("sentence", "pk")
    for sentence, *other in told.values_list("sentence", *(f"other__statement__{path}" for path in OF_OTHER)):
        found[sentence].append(Other(*other))
    if not found:
        return {}
    texts = {one.place: one for one in sentences(paragraph.text for paragraph in report.reading.paragraphs)}
    return {
        "alike": [
            AlikeSentence(texts[place].text, texts[place].paragraph, _named(statement, others))
            for place, others in found.items()
            if place in texts
        ]
    }


def _named(statement: Statement, others: Iterable[Other]) -> str:
    """Name the author's own earlier reports; of all others only how many there are."""
    own, foreign = [], 0
    for other in others:
        if _is_same_post(statement, other.organization_id, other.person_id):
            own.append(f"{_whose(statement, other)} {other.year} 年度的报告")
        else:
            foreign += 1
    names = [*dict.fromkeys(own)]
    if foreign:
        names.append(ANOTHER if foreign == 1 else f"另外 {foreign} 份报告")
    return "、".join(names)


def _whose(statement: Statement, other: Other) -> str:
    return "您" if other.person_id == statement.appointment.person_id else "本党组织"


def _is_same_post(one: Statement, organization_id: int, person_id: int) -> bool:
    """Whether it is the same organization's or the same person's: last year's report of one's own."""
    return one.organization_id == organization_id or one.appointment.person_id == person_id


def similarity_page(person: Person, round_: Round) -> dict[str, Any]:
    """Return the pairs of reports of ``round_`` with sentences alike, once its deadline is over; three queries."""
    is_over = timezone.now() >= round_.report_due
    pairs = _pairs(person, round_) if is_over else []
    return {"round": round_, "is_over": is_over, "pairs": pairs, "due": timezone.localtime(round_.report_due)}


def _pairs(person: Person, round_: Round) -> list[PairRow]:
    found = Likeness.objects.standing().visible_to(person).of_round(round_)
    places: dict[tuple[int, int], set[int]] = defaultdict(set)
    for report, other, sentence in found.values_list("report_id", "other_id", "sentence"):
        places[report, other].add(sentence)
    shown = _statements({pk for pair in places for pk in pair})
    seen = _visible(person, shown.values())
    rows = [_row(round_, shown, seen, pair, len(own)) for pair, own in places.items()]
    return sorted(rows, key=lambda row: (row.first.organization.position, row.first.pk, row.key))


def _row(round_: Round, shown: dict[int, Statement], seen: set[int], pair: tuple[int, int], count: int) -> PairRow:
    first, second = (shown[pk] for pk in pair)
    if first.round_id != round_.pk:
        first, second = second, first
    other = second if second.pk in seen else None
    return PairRow(
        first, other, _is_same_post(first, second.organization_id, second.appointment.person_id), count, pair
    )


def _statements(reports: set[int]) -> dict[int, Statement]:
    """Return the statements whose current versions these are, by version."""
    loaded = Statement.objects.for_pages().filter(current_report__in=reports)
    return {one.current_report_id: one for one in loaded if one.current_report_id is not None}


def _visible(person: Person, shown: Iterable[Statement]) -> set[int]:
    wanted = [one.pk for one in shown]
    return set(Statement.objects.visible_to(person).filter(pk__in=wanted).values_list("pk", flat=True))


def pair_page(person: Person, round_: Round, pair: tuple[int, int]) -> dict[str, Any]:
    """Return the like sentences of two reports beside each other; Http404 before the deadline or where none are."""
    is_over = timezone.now() >= round_.report_due
    told = Likeness.objects.standing().visible_to(person).of_round(round_) if is_over else Likeness.objects.none()
    found = told.filter(report=pair[0], other=pair[1]).select_related("report", "other").order_by("sentence")
    rows = get_list_or_404(found)
    shown = _statements(set(pair))
    row = _row(round_, shown, _visible(person, shown.values()), pair, len(rows))
    return {"round": round_, "row": row, "sides": _sides(rows, row)}


def _sides(found: Sequence[Likeness], row: PairRow) -> list[Side]:
    """Return the sentences with those of the round's own report first; those of a hidden report stay hidden."""
    left = texts_of(found[0].report, (one.sentence for one in found))
    right = texts_of(found[0].other, (one.other_sentence for one in found))
    both = [(left.get(one.sentence, ""), right.get(one.other_sentence, ""), one.percent) for one in found]
    if row.first.current_report_id == found[0].other_id:
        both = [(there, here, percent) for here, there, percent in both]
    return [_side(here, there, percent, hidden=row.other is None) for here, there, percent in both]


def _side(here: str, there: str, percent: int, *, hidden: bool) -> Side:
    renamed = "只有数字、标点或名称不同" if percent == ALL else "大部分文字相同"
    said = "一字不差" if here == there else renamed
    left, right = stretches(here, there)
    # What a hidden sentence says differently would give it away.
    return Side((Stretch(here, differs=False),), (), said) if hidden else Side(left, right, said)
