"""Checks hostile files one by one and tells what each cost; to be run in a process of its own.

``python -m tests.reviews.wordcheck.measure [NAME]`` prints a JSON line a file: name, the code it was refused with,
seconds of CPU, and by how many MB the peak of the process rose above what it was before its first check.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from reviews.wordcheck import check

from .hostile import KINDS


def main(names: list[str]) -> None:
    """Measure the named kinds, or all."""
    files = [(name, KINDS[name][1]()) for name in names or KINDS]
    check(b"PK\x03\x04")
    before = _peak()
    for name, data in files:
        started = time.process_time()
        refused = check(data, name="述职报告.docx").refused
        seconds = time.process_time() - started
        line = {"name": name, "code": refused and refused.code, "seconds": seconds, "megabytes": _peak() - before}
        sys.stdout.write(f"{json.dumps(line)}\n")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
