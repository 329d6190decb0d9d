"""Check written reports by the default limits, without a database (WORDCHECK §7)."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reviews.wordcheck import CheckResult, Refusal, Verdict, check, describe, to_json

_REFUSED = 2


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
        for path in options["files"]:
            result = _check(path)
            worst = max(worst, _exit_code(result))
            self.stdout.write(json.dumps(to_json(result), ensure_ascii=False) if options["json"] else describe(result))
        if worst:
            sys.exit(worst)


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
