"""Check written reports by the default limits, without a database (WORDCHECK §7)."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reviews.wordcheck import CheckResult, Refusal, Verdict, check, describe, to_json

_REFUSED = 2
# Of fewer the start of the command costs more than sharing them saves.
_MANY, _AT_ONCE = 200, 20


class Command(BaseCommand):
    """Exit code: 0 meets or open, 1 violates, 2 refused; of several files the highest."""

    help = "检查述职报告的字数和各部分占比"
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Write UTF-8 whatever the terminal claims: a result is Chinese, and a file name may be any bytes."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        super().run_from_argv(argv)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="要检查的 .docx 文件")
        parser.add_argument("--json", action="store_true", help="每个文件输出一行 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        worst = 0
        for text, code in _answers(options["files"], as_json=options["json"]):
            worst = max(worst, code)
            self.stdout.write(text)
        if worst:
            sys.exit(worst)


def _answers(paths: Sequence[Path], *, as_json: bool) -> Iterator[tuple[str, int]]:
    """What to print of each file, in order, and its exit code; many files are shared by all processors."""
    answer = partial(_answer, as_json=as_json)
    if len(paths) < _MANY or (os.cpu_count() or 1) == 1 or "fork" not in get_all_start_methods():
        yield from map(answer, paths)
        return
    # Only a forked process has all that is imported; any other would load for a second and a half.
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        yield from pool.map(answer, paths, chunksize=_AT_ONCE)


def _answer(path: Path, *, as_json: bool) -> tuple[str, int]:
    result = _check(path)
    text = json.dumps(to_json(result), ensure_ascii=False) if as_json else describe(result)
    return text, _exit_code(result)


def _check(path: Path) -> CheckResult:
    try:
        data = path.read_bytes()
    except OSError:
        sentence = f"没有找到这个文件，或者不能读取：{path}。请核对路径和文件名。"
        return CheckResult(str(path), 0.0, refused=Refusal("not_found", sentence))
    return check(data, name=str(path))


def _exit_code(result: CheckResult) -> int:
    if result.reading is None:
        return _REFUSED
    return int(result.reading.verdict is Verdict.VIOLATES)
