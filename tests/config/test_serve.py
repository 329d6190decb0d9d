"""What `make run` starts, started for real."""

import re
import socket
import sys
import time

import pytest
from django.core.management.base import CommandError

from config.management.commands.serve import refuse_taken_port
from config.redis import LONGEST_SOCKET_PATH, embedded_socket
from tests.server import demo_school, entered, serving, web

DEPARTMENT = "010023"
PATIENCE = 30  # seconds


def bundle(visitor):
    """Ask for all reports of the top round; return the job page's address and text."""
    _, page = visitor.get("/rounds/")
    board = re.findall(r'href="(/rounds/\d+/)"', page)[0]
    visitor.get(board)
    _, page = visitor.post(f"{board}bundle/", {})
    return visitor.path, page


@pytest.fixture(scope="module")
def school():
    """Build the demo school once for all who serve it."""
    with demo_school(REDIS_URL="") as env:
        yield env


@pytest.mark.xdist_group("serve")
def test_web_worker_and_broker_work_together(school):
    with (
        serving(school | {"REDIS_URL": ""}, sys.executable, "manage.py", "serve") as port,
        entered(port, DEPARTMENT) as visitor,
    ):
        path, page = bundle(visitor)
        until = time.monotonic() + PATIENCE
        while "file/" not in page and time.monotonic() < until:
            time.sleep(0.3)
            _, page = visitor.get(path)
        assert f"{path}file/" in page


@pytest.mark.xdist_group("serve")
def test_without_a_broker_long_work_is_done_at_once(school):
    with web(school | {"REDIS_URL": "redis://127.0.0.1:1/0"}) as port, entered(port, DEPARTMENT) as visitor:
        path, page = bundle(visitor)
        assert f"{path}file/" in page


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT={port + 1} make run"):
            refuse_taken_port("127.0.0.1", port)


def test_the_socket_stays_short_however_deep_the_folder(tmp_path):
    deep = tmp_path / ("x" * 90)
    assert len(str(embedded_socket(deep))) <= LONGEST_SOCKET_PATH
    assert embedded_socket(deep) != embedded_socket(deep / "y")
