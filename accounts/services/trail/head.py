"""The head of the chain of seals, kept in a file outside the database (PROMISES §6).

Whoever cuts the end off the trail, or puts an old copy of the database in place, cannot make it agree with this file.
It is only ever appended to; all who seal share it, and its lock.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from accounts.rules.trail.seal import Head, read_head


def head_path() -> Path:
    """Return where the head file is."""
    return Path(settings.AUDIT_HEAD)


def current_head() -> Head | None:
    """Return what the file says, or None where there is no file or nothing in it."""
    try:
        return read_head(head_path().read_text(encoding="ascii", errors="replace"))
    except FileNotFoundError:
        return None


@contextmanager
def held_head() -> Iterator[BinaryIO]:
    """Hold the file alone: of two who seal at once the second waits."""
    head_path().parent.mkdir(parents=True, exist_ok=True)
    with head_path().open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def append_head(file: BinaryIO, number: int, digest: str) -> None:
    """Write a line that is on the disk before this returns; after a line that a crash cut short it begins anew."""
    file.seek(0, os.SEEK_END)
    torn = b""
    if file.tell():
        file.seek(-1, os.SEEK_END)
        torn = b"" if file.read(1) == b"\n" else b"\n"
    file.write(torn + f"{number} {digest}\n".encode())
    file.flush()
    os.fsync(file.fileno())
