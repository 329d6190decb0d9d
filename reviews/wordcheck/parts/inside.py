"""What the paragraphs inside one section inherit, and what speaks for itself there (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviews.wordcheck.values import Part, ReportLimits

from .cues import MEASURE_LABEL, PROBLEM_LABEL, TURN_TO_PLAN, find_measure
from .decisions import ANY_PART, Decision, certain, doubtful
from .headings import Kind
from .lines import Line
from .opening import OPENS, tells_deeds
from .outline import Heading
from .sections import Section
from .signs import Evidence, read_evidence

_SURE_MARGIN = 4.0
_LONGEST_READ = 1500
_PLANS = re.compile("针对|围绕|下一?步|今后|接下来")
_EITHER = frozenset((Part.PROBLEMS, Part.PLAN))
# How far the words of a paragraph must be ahead to decide by themselves.
_CLEARLY = 8
_SHORTEST_PROBLEM = 15
_FIXED = {
    Kind.ACHIEVEMENTS: Part.ACHIEVEMENTS,
    Kind.PROBLEMS: Part.PROBLEMS,
    Kind.PLAN: Part.PLAN,
    Kind.OTHER: Part.OTHER,
    Kind.OPENING: Part.OPENING,
    Kind.CLOSING: Part.CLOSING,
    Kind.MERGED: Part.MIXED,
    Kind.SUMMED: Part.MIXED,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """The report around a section."""

    lines: Sequence[Line]
    headings: Mapping[int, Heading]
    kinds: frozenset[Kind]
    limits: ReportLimits
    has_top: bool
    problems_named: bool

    def part_of(self, kind: Kind) -> Part:
        """The part that a kind counts for, by the cycle's switches."""
        if kind is Kind.CAUSES:
            return Part.PROBLEMS if self.limits.causes_belong_to_problems else Part.CAUSES
        if kind is Kind.REVIEW:
            return Part.ACHIEVEMENTS if self.limits.earlier_rectification_is_achievement else Part.OTHER
        return _FIXED[kind]

    def has(self, *kinds: Kind) -> bool:
        """Whether any section of the report is of one of ``kinds``."""
        return not self.kinds.isdisjoint(kinds)


def decide_section(passage: Passage, section: Section) -> dict[int, Decision]:
    """Decisions for every place of a section whose kind is settled."""
    decided: dict[int, Decision] = {}
    spoken: Kind | None = None
    spoken_rank = 0.0
    for group in section.groups:
        heading = passage.headings.get(group[0])
        if heading and (spoken is None or heading.rank <= spoken_rank):
            spoken, spoken_rank = _spoken_by(passage, section, heading), heading.rank
        text = "".join(passage.lines[place].text for place in group)[:_LONGEST_READ]
        decision = _decide(passage, section, spoken, text, is_top=group[0] == section.start)
        for place in group:
            shown = _is_shown_as_heading(passage, place)
            decided[place] = decision._replace(heading=True) if shown else decision
    return decided


def _spoken_by(passage: Passage, section: Section, heading: Heading) -> Kind | None:
    """The kind that a sub-heading claims for what stands below it, where it may."""
    label = heading.label
    if heading.place == section.start or label is None or not label.strong:
        return None
    allowed = {
        Kind.MERGED: (Kind.PROBLEMS, Kind.CAUSES, Kind.PLAN, Kind.ACHIEVEMENTS),
        Kind.SUMMED: (Kind.PROBLEMS, Kind.CAUSES, Kind.PLAN, Kind.ACHIEVEMENTS),
        Kind.PROBLEMS: (Kind.CAUSES,) if passage.has(Kind.PLAN) else (Kind.CAUSES, Kind.PLAN),
        Kind.ACHIEVEMENTS: (Kind.OTHER, Kind.REVIEW)
        if passage.has(Kind.PROBLEMS, Kind.MERGED)
        else (Kind.OTHER, Kind.REVIEW, Kind.PROBLEMS),
    }
    return label.kind if label.kind in allowed.get(section.kind, ()) else None


def _decide(passage: Passage, section: Section, spoken: Kind | None, text: str, *, is_top: bool) -> Decision:
    if spoken and not (section.kind is Kind.MERGED and _speaks_of_measures(text)):
        return certain(passage.part_of(spoken), "因为小标题这样写明")
    if not passage.has_top:
        return doubtful(passage.part_of(section.kind), section.why)
    if section.kind is Kind.MERGED:
        return _decide_merged(section, text, is_top=is_top)
    if section.kind is Kind.SUMMED:
        return _decide_summed(passage, section, text, is_top=is_top)
    return _decide_plain(passage, section, text, is_top=is_top)


def _decide_plain(passage: Passage, section: Section, text: str, *, is_top: bool) -> Decision:
    """A paragraph of a section that is of one kind."""
    if not section.named and not section.headed and not tells_deeds(text):
        return doubtful(Part.OPENING, "因为在第一个标题之前", OPENS)
    if section.kind is Kind.PROBLEMS and not is_top and _speaks_of_measures(text):
        return _decide_measure(text)
    part = passage.part_of(section.kind)
    if section.margin >= _SURE_MARGIN and (section.named or passage.problems_named):
        return certain(part, section.why)
    rivals = frozenset(passage.part_of(kind) for kind in section.rivals) or ANY_PART
    return doubtful(part, section.why, rivals)


def _decide_merged(section: Section, text: str, *, is_top: bool) -> Decision:
    """A paragraph under a heading such as 存在问题及努力方向: by its own words, else the author is asked."""
    if is_top and len(text) <= len(section.why):
        return doubtful(Part.MIXED, section.why, _EITHER)
    plain = MEASURE_LABEL.match(text) or _PLANS.match(text)
    if not plain and (_mixes(text) or find_measure(text) >= _SHORTEST_PROBLEM or _halves_differ(text)):
        return doubtful(Part.MIXED, "因为问题和措施写在同一段", _EITHER)
    evidence = read_evidence(text)
    if _only_plans(text, evidence):
        return certain(Part.PLAN, "因为这一段只讲下一步怎么做")
    if PROBLEM_LABEL.match(text) or evidence.problems - evidence.plan > _CLEARLY:
        return certain(Part.PROBLEMS, "因为这一段只讲问题")
    guess = Part.PLAN if evidence.plan > evidence.problems else Part.PROBLEMS
    return doubtful(guess, section.why, _EITHER)


def _decide_summed(passage: Passage, section: Section, text: str, *, is_top: bool) -> Decision:
    """A paragraph under a heading such as 成绩与不足: the author is always asked."""
    could = frozenset((Part.ACHIEVEMENTS, Part.PROBLEMS)) | (frozenset() if passage.has(Kind.PLAN) else {Part.PLAN})
    if is_top and len(text) <= len(section.why):
        return doubtful(Part.MIXED, section.why, could)
    best = max(could, key=lambda part: (getattr(read_evidence(text), part), part is Part.ACHIEVEMENTS))
    return doubtful(best, section.why, could)


def _decide_measure(text: str) -> Decision:
    """A paragraph about measures among problems."""
    if MEASURE_LABEL.match(text):
        return certain(Part.PLAN, "因为这一段写明是措施")
    if _mixes(text):
        return doubtful(Part.MIXED, "因为问题和措施写在同一段", _EITHER)
    return doubtful(Part.PLAN, "因为这一段在问题里讲下一步怎么做", _EITHER)


def _speaks_of_measures(text: str) -> bool:
    return bool(MEASURE_LABEL.match(text) or TURN_TO_PLAN.match(text)) or _mixes(text)


def _only_plans(text: str, evidence: Evidence) -> bool:
    announced = MEASURE_LABEL.match(text) or TURN_TO_PLAN.match(text)
    return bool(announced) or evidence.plan - evidence.problems > _CLEARLY


def _mixes(text: str) -> bool:
    """Whether a measure follows a problem inside one paragraph."""
    measure = find_measure(text)
    if not measure or _PLANS.match(text):
        return False
    before, after = read_evidence(text[:measure]), read_evidence(text[measure:])
    return before.problems > max(before.achievements, before.plan) and after.plan > after.problems


def _halves_differ(text: str) -> bool:
    """Whether a paragraph begins like a problem and ends like a plan although no word says where it turns."""
    middle = len(text) // 2
    cut = min((at for at, sign in enumerate(text[:-1], 1) if sign == "。"), key=lambda at: abs(at - middle), default=0)
    before, after = read_evidence(text[:cut]), read_evidence(text[cut:])
    return before.problems - before.plan > _CLEARLY and after.plan - after.problems > _CLEARLY


def _is_shown_as_heading(passage: Passage, place: int) -> bool:
    return place in passage.headings and passage.lines[place].alone
