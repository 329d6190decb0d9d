"""``make bench``: what was measured beside what was promised; exit 1 where a promise is broken."""

import os
import re
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from reviews.documents.demo.demo_report import demo_report  # noqa: E402
from tests.bench.poll import raw_commits, sheets_a_second  # noqa: E402
from tests.bench.roster import rows as roster_rows  # noqa: E402
from tests.bench.scale import rows as scale_rows  # noqa: E402
from tests.bench.similarity import rows as similarity_rows  # noqa: E402
from tests.reviews.wordcheck.bench import ratios as wordcheck_ratios  # noqa: E402
from tests.server import Visitor, entered, served_demo  # noqa: E402

SECRETARY, DEPARTMENT = "019410", "010023"
UPLOAD_BAR = 0.3  # seconds, median of five, HTTP included
DETAIL_BAR, LIST_BAR = 8, 15  # times a bare page, p95 (PROMISES §7)
COMMITS_BAR = 10  # handing in a sheet ≥ 0.10 × bare one-row commits
WARMING = 10  # rounds that do not count
ORGANIZATIONS = 100_000 if os.environ.get("PROVE") else 10_000
YEARS = 5 if os.environ.get("PROVE") else 2
REPORTS = 100_000 if os.environ.get("PROVE") else 10_000
Row = tuple[str, float, float]


def main() -> int:
    """Measure everything and print it."""
    rows = [
        *wordcheck_ratios(),
        *web_ratios(),
        *similarity_rows(REPORTS),
        *roster_rows(ORGANIZATIONS),
        *scale_rows(ORGANIZATIONS, YEARS),
    ]
    for name, measured, promised in rows:
        mark = "ok  " if measured <= promised else "MISS"
        sys.stdout.write(f"{mark} {name:<60} {measured:8.3f}  promised ≤ {promised:g}\n")
    return int(any(measured > promised for _, measured, promised in rows))


def web_ratios() -> list[Row]:
    """Measure uploads and pages of the demo school over HTTP."""
    with served_demo() as port:
        secretary, department = entered(port, SECRETARY), entered(port, DEPARTMENT)
        statement = opened(secretary, "/statements/")
        board = opened(department, "/rounds/")
        upload = uploads(secretary, statement)
        detail, board_ratio = p95_ratios(
            lambda: secretary.get("/health"), lambda: secretary.get(statement), lambda: department.get(board)
        )
        return [
            ("upload of a 2,600-字 report until its result, seconds", upload, UPLOAD_BAR),
            ("statement page / bare page, p95", detail, DETAIL_BAR),
            ("board of 17 / bare page, p95", board_ratio, LIST_BAR),
            ("bare one-row commits / sheets handed in over HTTP", raw_commits() / sheets_a_second(port), COMMITS_BAR),
        ]


def opened(visitor: Visitor, listed: str) -> str:
    """Return the address that a list opens at once, or the first that it links to."""
    _, text = visitor.get(listed)
    if visitor.path != listed:
        return visitor.path
    return re.findall(rf'href="({listed}\d+/)"', text)[0]


def uploads(visitor: Visitor, statement: str) -> float:
    """Return the median seconds of five uploads, from the first byte to the page with the result."""
    times = []
    for seed in range(5):
        visitor.get(statement)
        data = demo_report(
            profile="bad_everywhere",
            organization="机电工程学院党总支",
            secretary="周正明",
            year=2026,
            flavour="college",
            seed=200 + seed,
        )
        start = time.perf_counter()
        status, text = visitor.upload(f"{statement}hand-in/", data)
        times.append(time.perf_counter() - start)
        if status != 200 or "处不符合要求" not in text:
            raise RuntimeError(f"the upload was answered with {status}")
    return median(times)


def p95_ratios(bare: Callable[[], object], *acts: Callable[[], object], rounds: int = 60) -> list[float]:
    """Return the 95th percentiles of the seconds that ``acts`` take, each over that of ``bare``.

    All are taken in turn, so that a machine that is busy for a while, or still cold, is so for all of them.
    """
    times = [[timed(act) for act in (bare, *acts)] for _ in range(rounds)]
    of_bare, *others = (quantiles(each, n=20)[-1] for each in zip(*times[WARMING:], strict=True))
    return [other / of_bare for other in others]


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that ``act`` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
