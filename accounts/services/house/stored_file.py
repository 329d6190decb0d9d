"""Keeping files under FILES_DIR by their sha256, each content once."""

import hashlib
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import StoredFile

ORPHAN_AGE = 24 * 3600  # seconds; longer than any transaction that has written a file but not its row


class FileMissing(Exception):
    """The disk has lost a file that a row names; the message says so in Chinese."""


def path_of(sha256: str) -> Path:
    """Return where the content with this sum stands."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def store_file(data: bytes) -> StoredFile:
    """Keep ``data`` and return its row; call it inside the transaction that refers to the row.

    The content is on the disk before the commit, so a committed row always has its file; what a rolled back
    transaction leaves behind is an orphan, which ``sweep_files`` takes away a day later.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        os.utime(path)  # young again: the sweep leaves it alone until this transaction has committed
    else:
        _write(path, data)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data)})
    return stored


def _write(path: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def read_file(stored: StoredFile) -> bytes:
    """Return the content; raises FileMissing where the disk has lost it."""
    try:
        return path_of(stored.sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileMissing("这份文件在服务器上找不到了，请告诉系统管理员从备份里恢复。其他内容不受影响。") from error


def drop_file(stored: StoredFile) -> None:
    """Delete a file that nothing refers to any more, at once; call it inside the transaction that let go of it."""
    path = path_of(stored.sha256)
    stored.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def drop_unless_used(stored: StoredFile) -> None:
    """Delete a file unless something else is the very same content; call it as ``drop_file``."""
    try:
        with transaction.atomic():
            drop_file(stored)
    except ProtectedError:
        return


def sweep_files(*, older_than: int = ORPHAN_AGE) -> int:
    """Delete files without a row that are older than so many seconds; return how many."""
    before = time.time() - older_than
    folder = Path(settings.FILES_DIR)
    old = [path for path in folder.glob("*/*") if path.stat().st_mtime < before]
    known = set(StoredFile.objects.filter(sha256__in=[path.name for path in old]).values_list("sha256", flat=True))
    orphans = [path for path in old if path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
