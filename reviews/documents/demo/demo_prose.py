"""The demo's sentence banks: which items a report is dealt, how their slots are filled, and how a length is met.

The banks are TOML under ``reviews/offers/demo/texts``; how they are written is told at the head of college.toml.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parents[2] / "offers" / "demo" / "texts"
UNIT_FILES = ("units_colleges", "units_direct")
SLOT = re.compile(r"\{([^{}]+)\}")
SPAN = re.compile(r"(\d+)(?:-(\d+))?")
WORD = re.compile(r"[\u2010-\u203b\u2e80-\ufaff\uff00-\uffef]|[^\s\u2010-\u203b\u2e80-\ufaff\uff00-\uffef]+")
LEAD = 4  # 字 of （一）and 。around an item's heading
HAND = 5  # so many items of a bank one report uses, more or less
NEIGHBOURS, SHUFFLES, SEEDS = 60, 40, 240
USUAL_SHARE_OF_OPTIONS = 0.8

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """One item of a report: its heading, what it must say, and sentences that may be added for length."""

    topic: str
    head: str
    say: str
    more: tuple[str, ...] = ()
    mend: Block | None = None

    @property
    def text(self) -> str:
        return self.say + "".join(self.more)


@cache
def bank(name: str) -> Table:
    """Return one bank file."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def count(text: str) -> int:
    """Count 字 the simple way: one per Chinese character or mark, one per run of others."""
    return len(WORD.findall(text))


def dice(key: str | int) -> random.Random:
    """Return the chances that belong to this key, alike on every machine."""
    return random.Random(key)  # noqa: S311 - varies texts, guards nothing


class Filler:
    """Fills the slots of one report; what an item says does not depend on where it stands."""

    def __init__(self, words: Mapping[str, str], key: str) -> None:
        self.key = key
        self.words = dict(words)
        rng = dice(f"{key}|words")
        for name in sorted(words):
            self.words[name] = self._fill(words[name], rng, {})

    def block(self, item: Table) -> Block:
        """Return ``item`` with its slots filled, and with it what it says about mending it."""
        rng = dice(f"{self.key}|{item.get('topic', item['say'])}")
        kept: dict[str, str] = {}

        def filled(head: str, say: str, more: str) -> Block:
            texts = tuple(self._fill(text, rng, kept) for text in item.get(more, ()))
            head, say = (self._fill(item.get(key, ""), rng, kept) for key in (head, say))
            return Block(item.get("topic", ""), head, say, texts)

        block = filled("head", "say", "more")
        return replace(block, mend=filled("mend_head", "mend", "mend_more")) if "mend" in item else block

    def line(self, text: str) -> str:
        """Return a single line with its slots filled."""
        return self._fill(text, dice(f"{self.key}|{text}"), {})

    def _fill(self, text: str, rng: random.Random, kept: dict[str, str]) -> str:
        def slot(match: re.Match[str]) -> str:
            name, colon, spec = match[1].partition(":")
            known = kept.get(name) or self.words.get(name)
            if known is not None:
                return known
            value = self._choose(spec if colon else name, rng)
            if colon:
                kept[name] = value
            return value

        while SLOT.search(text):
            text = SLOT.sub(slot, text)
        return text

    @staticmethod
    def _choose(spec: str, rng: random.Random) -> str:
        if span := SPAN.fullmatch(spec):
            return str(rng.randint(int(span[1]), int(span[2] or span[1])))
        if "|" not in spec:
            raise KeyError(spec)
        return rng.choice(spec.split("|"))


def units_of(organization: str) -> Iterator[tuple[Table, bool]]:
    """Yield the units whose word stands in the organization's name, and whether they are colleges."""
    for name in UNIT_FILES:
        for unit in bank(name)["unit"]:
            if unit["match"] in organization:
                yield unit, bank(name).get("flavour") == "college"


def words_for(organization: str, flavour: str, year: int) -> dict[str, str]:
    """Return the words that slots may use: the general ones first, then the nearer ones."""
    words: dict[str, str] = {}
    for unit, _ in sorted(units_of(organization), key=lambda pair: pair[0]["match"] != ""):
        words.update(unit["words"])
    words.update(bank(flavour).get("words", {}))
    words.update(year=str(year), next=str(year + 1), organization=organization)
    return words


def own_items(kind: str, organization: str, flavour: str) -> list[Table]:
    """Return the items that belong to this unit alone; a college's are for its general branch."""
    units = units_of(organization)
    return [item for unit, college in units if not college or flavour == "college" for item in unit.get(kind, ())]


@cache
def shuffled(flavour: str, kind: str, seed: int) -> tuple[int, ...]:
    """Return in which order this seed takes the items: of some shuffles, the one that meets the earlier seeds least."""
    size = len(bank(flavour)[kind])
    earlier = [set(shuffled(flavour, kind, other)[:HAND]) for other in range(max(0, seed - NEIGHBOURS), seed)]
    rng = dice(f"{flavour}|{kind}|{seed}")
    orders = [tuple(rng.sample(range(size), size)) for _ in range(SHUFFLES)]
    return min(orders, key=lambda order: sum(len(hand.intersection(order[:HAND])) ** 3 for hand in earlier))


def suiting(items: Iterable[Table], organization: str) -> list[Table]:
    """Return the items but those that would be untrue in this organization."""
    return [item for item in items if not any(name in organization for name in item.get("skip", ()))]


def dealt(kind: str, organization: str, flavour: str, seed: int) -> list[Table]:
    """Return the items of a bank in this seed's order, the unit's own among the first."""
    own = own_items(kind, organization, flavour)
    topics = {item["topic"] for item in own}
    items = [bank(flavour)[kind][place] for place in shuffled(flavour, kind, seed % SEEDS)]
    order = [item for item in suiting(items, organization) if item.get("topic") not in topics]
    for item in own:
        order.insert(dice(f"{seed}|{item['topic']}").randint(0, 2), item)
    return order


def enough(blocks: Iterable[Block], target: int) -> list[Block]:
    """Take blocks until the target can be met with about the usual share of their optional sentences."""
    taken: list[Block] = []
    must = may = 0
    for block in blocks:
        core = LEAD + count(block.head) + count(block.say)
        if must + USUAL_SHARE_OF_OPTIONS * may >= target or (must + core > target and must + may >= target - LEAD):
            break
        taken.append(block)
        must, may = must + core, may + sum(map(count, block.more))
    while must > target and len(taken) > 1:
        must -= LEAD + count(taken[-1].head) + count(taken[-1].say)
        taken.pop()
    return taken


def fitted(blocks: Sequence[Block], room: int, rng: random.Random) -> list[Block]:
    """Choose optional sentences so that all together come nearest to ``room`` 字; none is ever cut."""
    options = [(at, number) for at, block in enumerate(blocks) for number in range(len(block.more))]
    rng.shuffle(options)
    sums: dict[int, frozenset[tuple[int, int]]] = {sum(count(block.say) for block in blocks): frozenset()}
    for at, number in options:
        length = count(blocks[at].more[number])
        for total, chosen in list(sums.items()):
            sums.setdefault(total + length, chosen | {(at, number)})
    best = sums[min(sums, key=lambda total: (abs(total - room), total))]
    return [
        replace(block, more=tuple(text for number, text in enumerate(block.more) if (at, number) in best))
        for at, block in enumerate(blocks)
    ]
