"""Checks files one by one and tells what each cost; to be run in a process of its own.

``python -m tests.reviews.wordcheck.measure FILE…`` prints a JSON line a file: the code it was refused with, seconds of
CPU, and by how many MB the peak of the process has risen above what it was before the first check. The files come
ready made, as building them takes memory too.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from reviews.wordcheck import check


def main(paths: list[str]) -> None:
    """Measure these files."""
    check(b"PK\x03\x04")
    before = _peak()
    for path in paths:
        data = Path(path).read_bytes()
        started = time.process_time()
        refused = check(data, name="述职报告.docx").refused
        seconds = time.process_time() - started
        line = {"code": refused and refused.code, "seconds": seconds, "megabytes": _peak() - before}
        sys.stdout.write(f"{json.dumps(line)}\n")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
