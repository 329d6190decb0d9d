"""Problems and measures in one part (存在问题及努力方向), item by item or one after the other (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise

from reviews.wordcheck.values import Part

from .cues import MEASURE_LABEL, PROBLEM_LABEL, TURN_TO_PLAN, find_measure
from .decisions import Decision, certain, doubtful
from .signs import read_evidence

_MIXED = "因为问题和措施写在同一段"
_SENTENCE = re.compile("[^。；！？]+[。；！？”]*")
_PLANS = re.compile("针对|围绕|下一?步|今后|接下来")
_EITHER = frozenset((Part.PROBLEMS, Part.PLAN))
# How far the words of a paragraph must be ahead to decide by themselves, and both sides of a turn inside one.
_CLEARLY, _TURNS = 8, 6
_SHORTEST_PROBLEM = 15
# So many pairs of problem and measure make a habit.
_PAIRS = 2


def decide_merged(why: str, texts: Sequence[str], spoken: Sequence[Decision | None]) -> list[Decision]:
    """Decisions for the paragraphs of a merged part, its heading first; ``spoken`` is what sub-headings claim."""
    turns = [at for at, text in enumerate(texts) if at and TURN_TO_PLAN.match(text)]
    # One turn after several problems opens the measures for good; with items in pairs there is one in each.
    turned = turns[0] if len(turns) == 1 and turns[0] > 1 else len(texts)
    decisions = []
    for at, (text, claim) in enumerate(zip(texts, spoken, strict=True)):
        if claim and (claim.part is Part.PLAN or not (speaks_of_measures(text) or _turns_within(text))):
            decisions.append(claim)
        elif at >= turned and _lean(text) <= _CLEARLY:
            decisions.append(certain(Part.PLAN, "因为前面已经说到下一步怎么做"))
        else:
            decisions.append(_decide(text, why, is_top=not at))
    return _doubt_halves(_guess_by_habit(decisions), texts)


def decide_measure(text: str) -> Decision:
    """A paragraph about measures among problems."""
    if MEASURE_LABEL.match(text):
        return certain(Part.PLAN, "因为这一段写明是措施")
    if _mixes(text):
        return doubtful(Part.MIXED, _MIXED, _EITHER)
    return doubtful(Part.PLAN, "因为这一段在问题里讲下一步怎么做", _EITHER)


def speaks_of_measures(text: str) -> bool:
    """Whether a paragraph says in so many words that it comes to measures."""
    return bool(MEASURE_LABEL.match(text) or TURN_TO_PLAN.match(text)) or _mixes(text)


def _decide(text: str, why: str, *, is_top: bool) -> Decision:
    """A paragraph by its own words, else the author is asked."""
    if is_top and len(text) <= len(why):
        return doubtful(Part.MIXED, why, _EITHER)
    plain = MEASURE_LABEL.match(text) or TURN_TO_PLAN.match(text) or _PLANS.match(text)
    if not plain and (_mixes(text) or find_measure(text) >= _SHORTEST_PROBLEM or _turns_within(text)):
        return doubtful(Part.MIXED, _MIXED, _EITHER)
    lean = _lean(text)
    if MEASURE_LABEL.match(text) or TURN_TO_PLAN.match(text) or -lean > _CLEARLY:
        return certain(Part.PLAN, "因为这一段只讲下一步怎么做")
    if PROBLEM_LABEL.match(text) or lean > _CLEARLY:
        return certain(Part.PROBLEMS, "因为这一段只讲问题")
    return doubtful(Part.PLAN if lean < 0 else Part.PROBLEMS, why, _EITHER)


def _guess_by_habit(decisions: Sequence[Decision]) -> list[Decision]:
    """What is in doubt goes with its neighbours, where the others stand in pairs or in two blocks."""
    sure = [decision.part if decision.sure else None for decision in decisions]
    order = [part for part, _ in groupby(part for part in sure if part)]
    pairs = sum(pair == (Part.PROBLEMS, Part.PLAN) for pair in pairwise(sure))
    result = list(decisions)
    for at, decision in enumerate(decisions[1:], 1):
        before, after = sure[at - 1], next((part for part in sure[at + 1 :] if part), None)
        guess = None
        if pairs >= _PAIRS and before is Part.PROBLEMS and (at + 1 == len(sure) or sure[at + 1] is Part.PROBLEMS):
            guess = Part.PLAN
        elif order == [Part.PROBLEMS, Part.PLAN] and before is not None and after in (before, None):
            guess = before
        if guess and not decision.sure:
            result[at] = doubtful(guess, decision.why, _EITHER)
    return result


def _doubt_halves(decisions: Sequence[Decision], texts: Sequence[str]) -> list[Decision]:
    """Items that seem to be problems or plans alone are doubted where others are both, or where no plan is found."""
    found = Counter(decision.part for decision in decisions[1:])
    if Part.MIXED not in found and Part.PLAN in found:
        return list(decisions)
    apart = found[Part.PLAN] > found[Part.MIXED]
    runs = [(part, list(run)) for part, run in groupby(decisions, key=lambda decision: decision.part)]
    parts = [Part.MIXED, *(part for part, _ in runs), Part.MIXED]
    alone = [
        (part is Part.PROBLEMS and after is not Part.PLAN) or (part is Part.PLAN and before is Part.MIXED)
        for before, (part, run), after in zip(parts, runs, parts[2:], strict=False)
        for _ in run
    ]
    return [
        doubtful(item.part if apart else Part.MIXED, item.why, _EITHER)
        # One sentence is hardly both.
        if lone and len(_SENTENCE.findall(text)) > 1
        else item
        for item, lone, text in zip(decisions, alone, texts, strict=True)
    ]


def _mixes(text: str) -> bool:
    """Whether a measure follows a problem inside one paragraph."""
    measure = find_measure(text)
    if not measure or _PLANS.match(text):
        return False
    before, after = read_evidence(text[:measure]), read_evidence(text[measure:])
    return before.problems > max(before.achievements, before.plan) and after.plan > after.problems


def _turns_within(text: str) -> bool:
    """Whether a paragraph begins like a problem and ends like a plan although no word says where it turns."""
    leans = [_lean(sentence) for sentence in _SENTENCE.findall(text)]
    before = list(accumulate(leans))[:-1]
    return any(lean > _TURNS and sum(leans) - lean < -_TURNS for lean in before)


def _lean(text: str) -> float:
    """How far a text leans to problems, negative where to plans."""
    evidence = read_evidence(text)
    return evidence.problems - evidence.plan
