"""Checking the whole trail: every line, every seal, and the head that is kept outside the database.

Six kinds of tampering by raw SQL are found: a line edited, deleted, inserted, moved; the end cut off; an old copy of the
database put in place. What has not been sealed yet can be checked for edits and insertions alone, and is counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accounts.rules.trail.audit import Written, is_genuine
from accounts.rules.trail.seal import GENESIS, MOST, Head, Sealed, digest_of

PURGED, RESTORED = "清除到期审计记录", "恢复备份后接续封存"
SEAL = "accounts.seal"
HEAD = "audit head"
APPENDS_WITHIN = timedelta(minutes=2)  # a seal reaches the head file right after its transaction
NAMED = 20  # missing lines that are named one by one


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not agree: the row (or the head file), and what that means."""

    place: str
    text: str


@dataclass(slots=True)
class Verdict:
    """What was checked and found."""

    entries: int = 0
    seals: int = 0
    unsealed: int = 0
    sealed_until: datetime | None = None
    faults: list[Fault] = field(default_factory=list)


class Verification:
    """Reads lines by id and seals by number, each once and in step, whatever their number."""

    def __init__(self, key: bytes, head: Head | None, *, now: datetime) -> None:
        self.key, self.head, self.now = key, head, now
        self.verdict = Verdict()
        self.loose: dict[int, str] = {}  # lines in gaps: a later seal covers them, or none does yet
        self.emptied: list[tuple[Sealed, list[int]]] = []
        self.purged = (0, GENESIS)
        self.restored = 0
        self.previous: Sealed | None = None
        self.at_head = ""
        self.beyond: datetime | None = None  # when the first seal was made that the head file does not know

    def run(self, entries: Iterable[Written], seals: Iterable[Sealed]) -> Verdict:
        """Check everything; call it once."""
        stream = _Stream(entries)
        first: Sealed | None = None
        for seal in seals:
            first = first or seal
            self._follow(seal)
            self._match(seal, {line.id: self._read(line) for line in stream.until(seal.last_id)})
        for line in stream.rest():
            self._read(line)
            self.verdict.unsealed += 1
        self.verdict.unsealed += len(self.loose)
        self._settle(first)
        self._compare_head()
        return self.verdict

    def _fault(self, place: str, text: str) -> None:
        self.verdict.faults.append(Fault(place, text))

    def _read(self, line: Written) -> str:
        self.verdict.entries += 1
        if not is_genuine(self.key, line):
            self._fault(f"accounts.auditentry {line.id}", "内容与写下时不符：被改过，或不是系统写的")
        elif line.object_type == SEAL and line.verb == PURGED:
            self.purged = max(self.purged, (line.after["seal"], line.after["digest"]))
        elif line.object_type == SEAL and line.verb == RESTORED:
            self.restored = max(self.restored, line.after["head"])
        return line.mark

    def _follow(self, seal: Sealed) -> None:
        """Compare a seal with the one before it."""
        self.verdict.seals += 1
        self.verdict.sealed_until = seal.at
        before, self.previous = self.previous, seal
        if self.head and seal.number == self.head.number:
            self.at_head = seal.digest
        elif self.beyond is None and seal.number > (self.head.number if self.head else 0):
            self.beyond = seal.at
        if before is None:
            return
        if seal.number != before.number + 1:
            self._fault(f"{SEAL} {before.number + 1}", f"第 {before.number + 1} 号到第 {seal.number - 1} 号封存不见了")
        elif seal.previous != before.digest or seal.first_id != before.last_id + 1:
            self._fault(f"{SEAL} {seal.number}", "与前一号封存接不上")

    def _match(self, seal: Sealed, marks: dict[int, str]) -> None:
        """Compare a seal with the lines that it covers."""
        found, missing = [], []
        covered = seal.covered() if 0 < seal.count <= MOST else ()
        for one in covered:
            mark = marks.pop(one, None) or self.loose.pop(one, None)
            if mark is None:
                missing.append(one)
            else:
                found.append((one, mark))
        self.loose |= marks
        if missing:
            self.emptied.append((seal, missing))
        elif digest_of(self.key, seal, found) != seal.digest or seal.counted not in {None, seal.count}:
            text = f"与它封存的第 {seal.first_id} 至 {seal.last_id} 条对不上：记录被调换过，或封存本身被改过"
            self._fault(f"{SEAL} {seal.number}", text)

    def _settle(self, first: Sealed | None) -> None:
        """Tell what the retention has taken away from what somebody else has."""
        through, digest = self.purged
        for seal, missing in self.emptied:
            if seal.number <= through:
                continue
            for one in missing[:NAMED]:
                self._fault(f"accounts.auditentry {one}", f"不见了，第 {seal.number} 号封存时还在")
            if len(missing) > NAMED:
                self._fault(f"{SEAL} {seal.number}", f"一共有 {len(missing)} 条不见了")
        if first and first.number > 1 and (first.number, first.digest) != (through, digest):
            self._fault(f"{SEAL} {first.number}", "它之前的封存不见了，也没有清除到期记录的登记")
        if first and first.number == 1 and first.previous != GENESIS:
            self._fault(f"{SEAL} 1", "第一号封存的起点不对")

    def _compare_head(self) -> None:
        last = self.previous.number if self.previous else 0
        if self.head is None:
            if self._is_old():
                self._fault(HEAD, "数据库外的封存登记不见了")
            return
        if self.head.highest > max(last, self.restored):
            text = f"登记到第 {self.head.highest} 号，数据库里只到第 {last} 号：末尾被截去，或换上了旧的数据库"
            self._fault(HEAD, text)
        elif self.head.number and self.at_head != self.head.digest:
            self._fault(HEAD, f"登记的第 {self.head.number} 号与数据库里的不是同一个：换上了另一份数据库")
        elif last > self.head.number and self._is_old():
            self._fault(HEAD, f"登记只到第 {self.head.number} 号，数据库里已到第 {last} 号：登记被截去，或没有写上")

    def _is_old(self) -> bool:
        """Whether the seals beyond the head file have had their time to reach it."""
        return self.beyond is not None and self.beyond < self.now - APPENDS_WITHIN


class _Stream:
    """Lines by id, handed out up to a bound."""

    def __init__(self, entries: Iterable[Written]) -> None:
        self._entries = iter(entries)
        self._next = next(self._entries, None)

    def until(self, last_id: int) -> Iterator[Written]:
        while self._next is not None and self._next.id <= last_id:
            yield self._next
            self._next = next(self._entries, None)

    def rest(self) -> Iterator[Written]:
        while self._next is not None:
            yield self._next
            self._next = next(self._entries, None)
