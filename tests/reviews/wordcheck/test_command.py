"""manage.py wordcheck (WORDCHECK §7)."""

import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command

from reviews.management.commands import wordcheck

from .builders import report
from .labelled import labelled_reports

# As manage.py runs it, without the seconds that all the applications take to load.
COMMAND_LINE = """
import sys
from reviews.management.commands.wordcheck import Command
Command().run_from_argv(["manage.py", "wordcheck", *sys.argv[1:]])
"""
GOOD = report("述职报告", "一、主要做法", "我" * 90, "二、存在问题", "我" * 150, "三、下步打算", "我" * 90)


def run(*arguments):
    """Exit code and output of the command."""
    output = io.StringIO()
    try:
        call_command("wordcheck", *map(str, arguments), stdout=output)
    except SystemExit as end:
        return end.code, output.getvalue()
    return 0, output.getvalue()


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "好.docx"
    path.write_bytes(GOOD)
    return path


@pytest.fixture
def long(tmp_path):
    path = tmp_path / "长.docx"
    path.write_bytes(labelled_reports()[1].data)
    return path


def test_one_line_of_json_a_file(good, long):
    code, output = run(good, long, "--json")
    stored = [json.loads(line) for line in output.splitlines()]
    assert [item["file"] for item in stored] == [str(good), str(long)]
    assert "一、主要做法" in output
    assert code == 1


def test_good_report_exits_with_zero(good):
    code, output = run(good)
    assert code == 0
    assert "符合要求" in output


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--help",)])
def test_terminal_that_knows_only_ascii_gets_utf8(good, arguments, monkeypatch):
    terminal = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(terminal, encoding="ascii"))
    with suppress(SystemExit):
        wordcheck.Command().run_from_argv(["manage.py", "wordcheck", *arguments, str(good)])
    sys.stdout.flush()
    assert "字" in terminal.getvalue().decode()


def test_name_that_is_no_text_is_written_escaped_even_where_only_ascii_is_known(good):
    named = os.fsencode(good.parent) + b"/\xff.docx"
    Path(os.fsdecode(named)).write_bytes(GOOD)
    plain = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND_LINE, named],
        capture_output=True,
        env={**os.environ, **plain},
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "\\udcff.docx" in done.stdout.decode()
    assert "符合要求" in done.stdout.decode()


def test_exit_code_is_the_highest(good, tmp_path):
    empty = tmp_path / "空.docx"
    empty.touch()
    assert run(good, empty, good)[0] == 2


def test_many_files_are_shared_by_processes_and_answered_in_order(good, long, tmp_path, monkeypatch):
    files = [good, long, tmp_path / "没有.docx", good] * 12
    alone = run(*files)
    monkeypatch.setattr(wordcheck, "_MANY", 2)
    assert run(*files) == alone
    assert alone[0] == 2


def test_missing_file_is_said_plainly(tmp_path):
    code, output = run(tmp_path / "没有.docx")
    assert code == 2
    assert "没有找到这个文件" in output


def test_broken_limits_are_listed_with_their_repair(long):
    output = run(long)[1]
    assert "不符合" in output
    assert "一次改到位" in output
