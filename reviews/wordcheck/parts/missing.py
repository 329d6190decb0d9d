"""A part may begin before the words that name it, or be there without any such words (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from reviews.wordcheck.values import MEASURED_PARTS, Part

from .cues import TURN_TO_PLAN
from .decisions import Decision, doubtful
from .inside import Passage
from .sections import Section
from .signs import NOTHING, Evidence, read_evidence

_WHY = "因为这几段像是后一部分，前面又没有标题"
_TURNED = 15
_SHORTEST = 15
_MOST = 30
# What a paragraph must say more for the missing part than for the one it stands under.
_STAY = 8


def look_for_missing(
    passage: Passage, sections: Sequence[Section], decided: Mapping[int, Decision]
) -> dict[int, Decision]:
    """Doubtful decisions for the tail of a section that speaks for a part which no heading below it opens."""
    found = {}
    for section, order in _unheaded(passage, sections, decided):
        groups = section.groups[1:]
        parts = _best_split(order, [_evidence(passage, group) for group in groups])
        splits = {*parts} != {order[0]}
        for group, part in zip(groups, parts, strict=True):
            if part is not order[0] or (splits and not section.named):
                heading = decided[group[0]].heading
                found.update(dict.fromkeys(group, doubtful(part, _WHY, frozenset(order), heading=heading)))
    return found


def _unheaded(
    passage: Passage, sections: Sequence[Section], decided: Mapping[int, Decision]
) -> Iterator[tuple[Section, list[Part]]]:
    """Sections with the parts that their paragraphs may be in: their own, and what follows without a heading."""
    for section, after in zip_longest(sections, sections[1:]):
        own = passage.part_of(section.kind)
        later = MEASURED_PARTS[MEASURED_PARTS.index(own) + 1 :] if own in MEASURED_PARTS else ()
        if after is None and later:
            seen = {decision.part for place, decision in decided.items() if place < section.start}
            missing = [part for part in later if part not in seen and Part.MIXED not in seen]
            if missing:
                yield section, [own, *missing]
        elif after and after.turn and passage.part_of(after.kind) in later:
            yield section, [own, passage.part_of(after.kind)]


def _evidence(passage: Passage, group: Sequence[int]) -> Evidence:
    text = "".join(passage.lines[place].text for place in group)
    # A few words say too little to leave a section for.
    found = read_evidence(text) if len(text) >= _SHORTEST else NOTHING
    return found._replace(plan=found.plan + _TURNED * bool(TURN_TO_PLAN.match(text)))


def _best_split(order: Sequence[Part], evidence: Sequence[Evidence]) -> list[Part]:
    """The parts of the paragraphs, never going back in ``order``, that their words speak for most."""
    best = {0: (0.0, list[Part]())}
    for words in evidence:
        reached = {}
        for state, part in enumerate(order):
            score, path = max((best[before] for before in best if before <= state), key=lambda item: item[0])
            reached[state] = (score + _fit(words, part) + _STAY * (state == 0), [*path, part])
        best = reached
    return max(best.values(), key=lambda item: item[0])[1]


def _fit(words: Evidence, part: Part) -> float:
    return max(-_MOST, words.fits(part))
