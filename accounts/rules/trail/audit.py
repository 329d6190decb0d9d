"""A line of the audit trail as it is written down, and the mark by which a later reader knows that we wrote it."""

import hmac
import ipaddress
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

NONCE = 16  # hexadecimal characters before the mark's own 64: two lines of the same words in the same instant differ
encoded = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode  # made once: a check encodes every line


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the trail, its fields in the order of ``FIELDS``."""

    id: int
    at: datetime
    actor_id: int | None
    address: str | None
    verb: str
    object_type: str
    object_id: int
    object_label: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    mark: str


FIELDS = tuple(Written.__dataclass_fields__)


def plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return ``values`` as any database gives them back: JSON's own types, and no 1.0 where 1 is meant."""
    found: dict[str, Any] = json.loads(json.dumps(dict(values or {})), parse_float=_number)
    return found


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value


def new_mark(key: bytes, line: Written) -> str:
    """Return the mark of a line that is about to be written; its id is not known yet and not part of it."""
    nonce = secrets.token_hex(NONCE // 2)
    return nonce + _mark(key, nonce, line)


def is_genuine(key: bytes, line: Written) -> bool:
    """Whether ``line`` is what the application wrote, to the letter."""
    nonce = line.mark[:NONCE]
    return hmac.compare_digest(line.mark[NONCE:], _mark(key, nonce, line))


def _mark(key: bytes, nonce: str, line: Written) -> str:
    words = [
        "entry",
        nonce,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        line.actor_id,
        _address(line.address),
        line.verb,
        line.object_type,
        line.object_id,
        line.object_label,
        line.before,
        line.after,
    ]
    return hmac.digest(key, encoded(words).encode(), "sha256").hex()


def _address(text: str | None) -> str | None:
    """Write an address in one way: databases differ in how they write IPv6."""
    return ipaddress.ip_address(text).exploded if text and ":" in text else text


@dataclass(frozen=True, slots=True)
class Search:
    """What the auditor looks for; everything empty means all. Days are the office's, both included."""

    start: date | None = None
    end: date | None = None
    who: str = ""
    verb: str = ""
    kind: str = ""
    object_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what is asked for alone, as JSON values."""
        days = {"start": self.start.isoformat() if self.start else "", "end": self.end.isoformat() if self.end else ""}
        words = {"who": self.who, "verb": self.verb, "kind": self.kind, "object_id": self.object_id}
        return {name: value for name, value in {**days, **words}.items() if value not in {None, ""}}

    @classmethod
    def from_json(cls, asked: Mapping[str, Any]) -> Self:
        """Return the search that ``to_json`` wrote down."""
        days = {name: date.fromisoformat(asked[name]) for name in ("start", "end") if name in asked}
        return cls(**{**asked, **days})
