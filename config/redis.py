"""Where the embedded Valkey listens when no REDIS_URL is given."""

import hashlib
import tempfile
from pathlib import Path

LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes


def embedded_socket(var_dir: Path) -> Path:
    """Return the socket's path: under ``var_dir``, or in the temporary folder where that would be too long."""
    socket = var_dir / "valkey" / "valkey.sock"
    if len(str(socket).encode()) <= LONGEST_SOCKET_PATH:
        return socket
    digest = hashlib.sha256(str(var_dir).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"valkey-{digest}.sock"


def embedded_url(var_dir: Path) -> str:
    """Return the broker address of the embedded Valkey, as Celery reads it."""
    return f"redis+socket://{embedded_socket(var_dir)}"
