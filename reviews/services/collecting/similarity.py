"""Keeping the index of sentences, and finding what is alike when a report is handed in (WORDCHECK §5)."""

from collections.abc import Container, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from reviews.models import Likeness, Report, SentenceBand, Statement
from reviews.rules.collecting.similarity import (
    KEPT,
    Alike,
    Hit,
    Sentence,
    candidates,
    compare,
    report_bands,
    sentences,
    shingles,
    spread,
    without_boilerplate,
)

BATCH = 2000  # rows of one insert


@transaction.atomic
def index_report(report: Report, *, replaced: Report | None) -> None:
    """Put ``report`` into the index in place of the version that it replaces, and note what is alike.

    Call it in the transaction that hands the report in, with the statement locked. Seven queries, whatever
    the number of reports; another report handed in at the very same moment is not seen. A report that took from
    the version before is told of this one too, and not its author, who was first.
    """
    later: set[int] = set()
    if replaced is not None:
        later.update(Likeness.objects.filter(other=replaced).values_list("report_id", flat=True))
        forget(replaced)
    found = sentences(one.text for one in report.reading.paragraphs)
    names = own_names(report.statement)
    own = report_bands(found, names)
    hits = _look_up(own)
    _note(report, _alike(found, names, own, hits), later)
    full = {band for band, count in spread(hits).items() if count >= KEPT}
    SentenceBand.objects.bulk_create(
        (
            SentenceBand(value=value, report=report, sentence=place)
            for place, values in own.items()
            for value in set(values) - full
        ),
        batch_size=BATCH,
    )


def forget(report: Report) -> None:
    """Take a version that no longer counts out of the index, and what was found about it."""
    SentenceBand.objects.filter(report=report).delete()
    Likeness.objects.filter(Q(report=report) | Q(other=report)).delete()


def own_names(statement: Statement) -> tuple[str, ...]:
    """Return what a text taken over would have replaced: the organization's names and the secretary's."""
    return statement.organization_name, statement.organization_short, statement.person.name


def _look_up(own: Mapping[int, Sequence[int]]) -> list[Hit]:
    wanted = {value for values in own.values() for value in values}
    rows = SentenceBand.objects.filter(value__in=wanted).values_list("value", "report_id", "sentence")
    return [Hit(*row) for row in rows]


def _alike(
    found: Sequence[Sentence], names: tuple[str, ...], own: Mapping[int, Sequence[int]], hits: Sequence[Hit]
) -> list[Alike]:
    """Compare the texts themselves, of the few reports that share the most."""
    pairs = candidates(own, hits)
    mine = {one.place: shingles(one.text, names) for one in found if one.place in own}
    others = Report.objects.filter(pk__in=pairs).select_related(
        "statement__organization", "statement__appointment__person"
    )
    alike: list[Alike] = []
    for other in others.order_by("pk"):
        places = {place for _, place in pairs[other.pk]}
        texts = texts_of(other, places)
        theirs = {place: shingles(text, own_names(other.statement)) for place, text in texts.items()}
        alike += compare(mine, theirs, other.pk, pairs[other.pk])
    return without_boilerplate(alike)


def texts_of(report: Report, places: Iterable[int]) -> dict[int, str]:
    """Return the sentences of a stored report at these places."""
    wanted = set(places)
    found = sentences(paragraph["text"] for paragraph in report.check_json["paragraphs"])
    return {one.place: one.text for one in found if one.place in wanted}


def _note(report: Report, alike: Iterable[Alike], later: Container[int]) -> None:
    noted: dict[tuple[int, int, int], Likeness] = {}
    for one in sorted(alike, key=lambda one: one.percent):
        mine, theirs = (report.pk, one.place), (one.report, one.other_place)
        (told, sentence), (other, other_sentence) = (theirs, mine) if one.report in later else (mine, theirs)
        noted[told, sentence, other] = Likeness(
            report_id=told, sentence=sentence, other_id=other, other_sentence=other_sentence, percent=one.percent
        )
    Likeness.objects.bulk_create(noted.values())
