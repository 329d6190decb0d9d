"""manage.py wordcheck (WORDCHECK §7)."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from .builders import report
from .labelled import labelled_reports

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
def test_terminal_that_knows_only_ascii_gets_utf8(good, arguments):
    plain = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    manage = Path(__file__).parents[3] / "manage.py"
    command = [sys.executable, str(manage), "wordcheck", *arguments, str(good)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **plain}, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "一" in done.stdout.decode() or "字" in done.stdout.decode()


def test_name_that_is_no_text_is_written_escaped(good):
    named = os.fsencode(good.parent) + b"/\xff.docx"
    Path(os.fsdecode(named)).write_bytes(GOOD)
    manage = Path(__file__).parents[3] / "manage.py"
    done = subprocess.run([sys.executable, str(manage), "wordcheck", named], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "\\udcff.docx" in done.stdout.decode()


def test_exit_code_is_the_highest(good, tmp_path):
    empty = tmp_path / "空.docx"
    empty.touch()
    assert run(good, empty, good)[0] == 2


def test_missing_file_is_said_plainly(tmp_path):
    code, output = run(tmp_path / "没有.docx")
    assert code == 2
    assert "没有找到这个文件" in output


def test_broken_limits_are_listed_with_their_repair(long):
    output = run(long)[1]
    assert "不符合" in output
    assert "一次改到位" in output
