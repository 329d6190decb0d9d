"""Handing in a 测评票 over HTTP, beside bare one-row commits on the same machine (PROMISES §7)."""

import re
import sqlite3
import tempfile
import time
from pathlib import Path

from tests.server import Visitor

ORGANIZER, PASSWORD = "015215", "shuzhi-demo"
SHEETS = 200


def raw_commits() -> float:
    """Return how many one-row transactions a second this machine's disk takes, as durable as ours."""
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "raw.sqlite3", isolation_level=None)
        base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a TEXT)")
        start = time.perf_counter()
        for _ in range(SHEETS):
            base.execute("INSERT INTO t VALUES ('x')")
        taken = time.perf_counter() - start
        base.close()
    return SHEETS / taken


def sheets_a_second(port: int) -> float:
    """Return how many sheets a second one connection hands in: CSRF checked, no session, no audit line."""
    organizer, voter = Visitor(port), Visitor(port)
    organizer.get("/login/")
    organizer.post("/login/", {"login": ORGANIZER, "password": PASSWORD})
    _, rounds = organizer.get("/rounds/")
    found = re.findall(r"/rounds/\d+/", organizer.path + rounds)[0]
    _, meetings = organizer.get(f"{found}meetings/")
    poll = re.findall(r'href="(/meetings/\d+/)"', meetings)[0] + "poll/"
    organizer.get(poll)
    organizer.post(f"{poll}add/", {"slips": str(SHEETS)})
    _, printed = organizer.post(f"{poll}print/", {"kind": "phone", "first": "35"})
    codes = re.findall(r'class="code">([\w-]+)<', printed)
    voter.get("/poll/")
    _, sheet = voter.post("/poll/", {"slip": codes[0]})
    choices = dict.fromkeys(re.findall(r'name="(g\d+)"', sheet), "second")
    start = time.perf_counter()
    answers = [voter.post("/poll/hand-in/", choices | {"slip": code}) for code in codes]
    taken = time.perf_counter() - start
    if any(status != 200 or "已计入" not in text for status, text in answers) or len(codes) != SHEETS:
        raise RuntimeError("a sheet was not taken")
    return SHEETS / taken
