"""Pages of a small province and of a large one: the same number of queries, and about the same time (PROMISES §7).

Both are ``seed_scale``'s, ten organizations below each, so that a page shows as many rows in both. Pages are asked for
through every middleware, with a session, by turns in the one and in the other: what the machine does besides hits both.
``bare`` is ``/health``, asked for in between in the same way.
"""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import quantiles
from types import TracebackType
from typing import Any, Self

from tests.bench.province import BARE

SMALL = 100
SAME = 1.5
ROUNDS, WARM, PATIENCE = 125, 5, 30  # a page is asked for so often in each, or for so many seconds
Row = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (p95) of a page in the small and in the large province, and of a bare one in the large."""

    few: float
    many: float
    bare: float


class Province:
    """A process that keeps a province, and whom to ask for its pages."""

    def __init__(self, organizations: int, years: int) -> None:
        command = [sys.executable, "-m", "tests.bench.province", str(organizations), str(years)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pages: dict[str, dict[str, int]] = {}

    def __enter__(self) -> Self:
        self.pages = self._heard()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def seconds(self, name: str) -> float:
        """Ask for a page once, and return how long it took."""
        self._process.stdin.write(json.dumps(name) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> Any:
        """Return what the process says next; raises ``RuntimeError`` when it has ended instead."""
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the province ended: {self._process.wait()}")
        return json.loads(line)


def rows(organizations: int, years: int) -> list[Row]:
    """Measure a small and a large province, each in a database of its own, and throw them away."""
    with ExitStack() as both:
        few = both.enter_context(Province(SMALL, years))
        many = both.enter_context(Province(organizations, years))
        found = {name: measured(few, many, name) for name in many.pages if name != BARE}
    title = f"{organizations:,} organizations × {years} years"
    lines: list[Row] = []
    for name, page in found.items():
        before, after, bar = few.pages[name]["queries"], many.pages[name]["queries"], many.pages[name]["bar"]
        sys.stdout.write(
            f"     {name:<32} {before:3} → {after:3} queries, {page.few * 1000:6.1f} → {page.many * 1000:6.1f} ms\n"
        )
        lines.append((f"{name}: queries more than with {SMALL}", after - before, 0))
        lines.append((f"{name}: p95 in {title} / in {SMALL}", page.many / max(page.few, 0.001), SAME))
        if bar:
            lines.append((f"{name}: p95 / bare page", page.many / page.bare, bar))
    return lines


def measured(few: Province, many: Province, name: str) -> Measured:
    """Ask for a page in both by turns."""
    times: list[tuple[float, ...]] = []
    start = time.perf_counter()
    while len(times) < ROUNDS and (time.perf_counter() - start < PATIENCE or len(times) <= WARM + 1):
        times.append((few.seconds(name), many.seconds(name), many.seconds(BARE)))
    return Measured(*(quantiles(column, n=20)[-1] for column in zip(*times[WARM:], strict=True)))
