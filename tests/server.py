"""A real server with the demo school, and a browser's worth of HTTP to measure it with."""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

BIN = Path(sys.executable).parent
STARTS_WITHIN = 30  # seconds
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@contextmanager
def demo_school(**env: str) -> Iterator[dict[str, str]]:
    """Build a demo school in a folder of its own; yield the environment that leads there."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "FILES_DIR": f"{folder}/files",
            "PORT": str(free_port()),
            **env,
        }
        for command in ("migrate --verbosity 0", "createcachetable", "demo"):
            run(command, env)
        yield env


def run(command: str, env: dict[str, str]) -> None:
    """Run a Django command."""
    subprocess.run([sys.executable, "manage.py", *command.split()], env=env, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(env: dict[str, str], *command: str | Path) -> Iterator[int]:
    """Run a server until the block ends; yield its port once it answers."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        _wait(int(env["PORT"]))
        yield int(env["PORT"])
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def web(env: dict[str, str]) -> Iterator[int]:
    """Serve what ``env`` leads to with the web server alone; yield the port."""
    how = ["--interface", "wsgi", "--port", env["PORT"], "--blocking-threads", "4", "--log-level", "error"]
    with serving(env, BIN / "granian", *how, "config.wsgi:application") as port:
        yield port


@contextmanager
def served_demo() -> Iterator[int]:
    """Serve a demo school with the web server alone; yield the port."""
    with demo_school() as env, web(env) as port:
        yield port


def _wait(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with Visitor(port) as visitor:
                visitor.get("/health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


def entered(port: int, staff_number: str) -> "Visitor":
    """Enter the demo as somebody."""
    visitor = Visitor(port)
    visitor.get("/login/")
    visitor.post("/demo-login/", {"staff_number": staff_number})
    return visitor


class Visitor:
    """Somebody with cookies and one connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.path = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.connection.close()

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text, after redirects."""
        return self._send("GET", path, b"", {})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Post a form with the last page's token."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, path: str, data: bytes) -> tuple[int, str]:
        """Post a file as a browser does."""
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="report.docx"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, headers | {"Cookie": cookies})
        response = self.connection.getresponse()
        self.path = path
        text = response.read().decode()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        if found := TOKEN.search(text):
            self.token = found[1]
        if response.status in {301, 302}:
            return self.get(response.headers["Location"])
        return response.status, text
