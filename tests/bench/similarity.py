"""One new report against many: the database time of looking for like sentences (WORDCHECK §5)."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import get_runner
from django.utils import timezone

from accounts.models import StoredFile
from accounts.services.house.stored_file import store_file
from reviews.models import Likeness, Report, SentenceBand, Statement
from reviews.services.collecting.similarity import index_report
from reviews.wordcheck import check, to_json
from tests import cast as casting
from tests import docx

BAR = 0.1  # seconds of database time
FLAT = 2  # times what it takes among a hundredth of the reports, and a hundredth of a second
BANDS = 160  # a report: 40 sentences that say enough, four bands each
SOURCES, TAKEN, SENTENCES = 20, 2, 40
CHUNK = 500_000  # rows
SPREAD = 1_000_000  # reports that would fill the key
FIRST = 100  # the numbers of the versions made here; real ones stand before
LETTERS = [chr(0x4E00 + number) for number in range(2500)]
Row = tuple[str, float, float]


def rows(reports: int) -> list[Row]:
    """Measure in a database of its own, and throw it away."""
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        few, many = measured(reports)
    finally:
        runner.teardown_databases(databases)
    ratio = many / max(few, 0.01)
    return [
        (f"like sentences of one report among {reports:,}, database seconds", many, BAR),
        (f"the same / among {reports // 100:,}", ratio, FLAT),
    ]


def measured(reports: int) -> tuple[float, float]:
    """Return the database seconds for one report among a hundredth of ``reports``, and among all of them."""
    casting.open_year(casting.assemble())
    statements, file = list(Statement.objects.for_pages()), store_file(b"")
    for place in range(SOURCES):
        index_report(_report(statements[0], file, FIRST + place, _sentences(place)), replaced=None)
    fill(statements, file, range(reports // 100))
    few = _database_seconds(statements[1], file)
    fill(statements, file, range(reports // 100, reports))
    return few, _database_seconds(statements[1], file)


def fill(statements: list[Statement], file: StoredFile, places: range) -> None:
    """Add reports with bands that nobody shares, as SQL: what they hold does not matter, how many there are does."""
    each = len(statements)
    made = [_bare(statements[place % each], file, 1000 + place // each) for place in places]
    first = Report.objects.bulk_create(made, batch_size=2000)[0].pk - places.start
    table = connection.ops.quote_name(SentenceBand._meta.db_table)
    numbers = _series().format(step=2**63 // (SPREAD * BANDS), least=-(2**62), first=first, bands=BANDS)
    with connection.cursor() as cursor:
        for low in range(places.start * BANDS, places.stop * BANDS, CHUNK):
            high = min(low + CHUNK, places.stop * BANDS) - 1
            cursor.execute(
                f"INSERT INTO {table} (value, report_id, sentence) {numbers}",
                [low, high],
            )
        cursor.execute("ANALYZE")


def _series() -> str:
    """Return SQL with the numbers from %s to %s as n: the report's place is n // BANDS, the bands lie evenly."""
    if connection.vendor == "postgresql":
        return "SELECT {step} * n + {least}, {first} + n / {bands}, 0 FROM generate_series(%s::bigint, %s::bigint) AS n"
    return (
        "WITH RECURSIVE c(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM c WHERE n < %s) "
        "SELECT {step} * n + {least}, {first} + n / {bands}, 0 FROM c"
    )


def _database_seconds(statement: Statement, file: StoredFile) -> float:
    """Return the median of five reports that each take some sentences over from every source."""
    return median(_one(statement, file, seed) for seed in range(5))


def _one(statement: Statement, file: StoredFile, seed: int) -> float:
    taken = [text for place in range(SOURCES) for text in _sentences(place)[seed * TAKEN : (seed + 1) * TAKEN]]
    report = _report(statement, file, FIRST + SOURCES + seed, taken)
    with transaction.atomic(), _timed() as spent:
        index_report(report, replaced=None)
        if Likeness.objects.filter(report=report).count() != SOURCES * TAKEN:
            raise RuntimeError("not every sentence that was taken over was found")
        transaction.set_rollback(True)
    report.delete()
    return sum(spent)


@contextmanager
def _timed() -> Iterator[list[float]]:
    spent: list[float] = []

    def timed(execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(timed):
        yield spent


def _sentences(seed: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices(LETTERS, k=40)) + "。" for _ in range(SENTENCES)]


def _report(statement: Statement, file: StoredFile, number: int, texts: list[str]) -> Report:
    report = _bare(statement, file, number)
    report.check_json = to_json(check(docx.docx(*texts)))
    report.save()
    return report


def _bare(statement: Statement, file: StoredFile, number: int) -> Report:
    return Report(
        statement=statement,
        number=number,
        file=file,
        filename="a.docx",
        handed_in_by=statement.person,
        handed_in_at=timezone.now(),
        verdict="meets",
        total=0,
        denominator=0,
        achievements=0,
        problems=0,
        plan=0,
        check_json={},
    )
