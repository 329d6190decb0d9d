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

from tests.bench.pages import BARE
from tests.bench.walk import GROWING

SMALL = 100
SAME = 1.5
LEAST = 0.001  # seconds; nobody tells shorter ones apart
ROUNDS, WARM, PATIENCE = 125, 5, 30  # a page is asked for so often in each, or for so many seconds
GLANCE = 25  # pages without a bar of their own so often first, and those that seem slower as often as the others
Row = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds (p95) of a page in the small and in the large province, and of a bare one in the large."""

    few: float
    many: float
    bare: float

    @property
    def slower(self) -> float:
        """How many times as long it takes in the large one."""
        return self.many / max(self.few, LEAST)


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
        if alone := few.pages.keys() ^ many.pages.keys():
            raise RuntimeError(f"pages that open in one province alone: {sorted(alone)}")
        found = {name: measured(few, many, name) for name in many.pages if name != BARE}
    for name, page in found.items():
        before, after = few.pages[name]["queries"], many.pages[name]["queries"]
        times = f"{page.few * 1000:6.1f} → {page.many * 1000:6.1f} ms"
        sys.stdout.write(f"     {name:<52} {before:3} → {after:3} queries, {times}\n")
    size = f"in {organizations:,} organizations × {years} years / in {SMALL}"
    more = {name: many.pages[name]["queries"] - few.pages[name]["queries"] for name in found}
    bars = {name: many.pages[name]["bar"] for name in found}
    lines: list[Row] = []
    for name, page in found.items():
        if bars[name]:
            lines.append((f"{name}: queries more than with {SMALL}", more[name], 0))
            lines.append((f"{name}: p95 {size}", page.slower, SAME))
            lines.append((f"{name}: p95 / bare page", page.many / page.bare, bars[name]))
    others = [name for name in found if not bars[name]]
    timed = [name for name in others if name.split(" as ")[0] not in GROWING]
    slowest = max(found[name].slower for name in timed)
    asking = max(others, key=lambda name: more[name])
    lines.append((f"of {len(others)} others {asking}: queries more than with {SMALL}", more[asking], 0))
    told = [name for name in timed if found[name].slower >= min(slowest, SAME)]
    lines.extend((f"of {len(timed)} others {name}: p95 {size}", found[name].slower, SAME) for name in told)
    return lines


def measured(few: Province, many: Province, name: str) -> Measured:
    """Ask for a page in both by turns: one without a bar only until it is plain that it takes as long in both."""
    if not many.pages[name]["bar"]:
        glanced = asked(few, many, name, rounds=GLANCE)
        if glanced.slower <= SAME:
            return glanced
    return asked(few, many, name, rounds=ROUNDS)


def asked(few: Province, many: Province, name: str, *, rounds: int) -> Measured:
    """Ask for a page in both by turns, so often or for as long as we have patience."""
    times: list[tuple[float, ...]] = []
    start = time.perf_counter()
    while len(times) < rounds and (time.perf_counter() - start < PATIENCE or len(times) <= WARM + 1):
        times.append((few.seconds(name), many.seconds(name), many.seconds(BARE)))
    return Measured(*(quantiles(column, n=20)[-1] for column in zip(*times[WARM:], strict=True)))
