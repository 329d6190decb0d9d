"""What the paragraphs inside one section inherit, and what speaks for itself there (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviews.wordcheck.values import Part, ReportLimits

from .decisions import ANY_PART, Decision, certain, doubtful, quote
from .headings import Kind, is_plain_name
from .lines import Line
from .merged import decide_measure, decide_merged, speaks_of_measures
from .opening import OPENS, tells_deeds
from .outline import Heading
from .sections import Section
from .signs import read_evidence

_SURE_MARGIN = 4.0
_LONGEST_READ = 1500
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
    """The report around a section; up to ``known_until`` the order tells the part of a heading that names none."""

    lines: Sequence[Line]
    headings: Mapping[int, Heading]
    kinds: frozenset[Kind]
    limits: ReportLimits
    has_top: bool
    known_until: int

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
    texts = [_text_of(passage, group) for group in section.groups]
    if not passage.has_top:
        decisions = [doubtful(passage.part_of(section.kind), section.why)] * len(texts)
    elif section.kind is Kind.MERGED:
        decisions = decide_merged(section.why, texts, list(_spoken(passage, section)))
    elif section.kind is Kind.SUMMED:
        decisions = [
            spoken or _decide_summed(passage, section, text, is_top=not at)
            for at, (text, spoken) in enumerate(zip(texts, _spoken(passage, section), strict=True))
        ]
    else:
        decisions = _decide_plain(passage, section, texts)
    return {
        place: decision._replace(heading=True) if _is_shown_as_heading(passage, place) else decision
        for group, decision in zip(section.groups, decisions, strict=True)
        for place in group
    }


def _text_of(passage: Passage, group: Sequence[int]) -> str:
    if len(group) == 1:
        return passage.lines[group[0]].text[:_LONGEST_READ]
    return "".join(passage.lines[place].text for place in group)[:_LONGEST_READ]


def _spoken(passage: Passage, section: Section) -> Iterator[Decision | None]:
    """For each group what the sub-heading above it claims, where one does."""
    spoken: Decision | None = None
    rank = 0.0
    for group in section.groups:
        heading = passage.headings.get(group[0])
        if heading and (spoken is None or heading.rank <= rank):
            kind, rank = _spoken_by(passage, section, heading), heading.rank
            spoken = certain(passage.part_of(kind), f"因为小标题“{quote(heading.text)}”") if kind else None
        yield spoken


def _spoken_by(passage: Passage, section: Section, heading: Heading) -> Kind | None:
    """The kind that a sub-heading claims for what stands below it, where it may."""
    label = heading.label
    if heading.place == section.start or label is None or not label.strong:
        return None
    if section.kind in (Kind.MERGED, Kind.SUMMED) and not is_plain_name(passage.lines[heading.place].head):
        return None
    return label.kind if _may_stand(label.kind, section.kind, passage) else None


def _may_stand(kind: Kind, section: Kind, passage: Passage) -> bool:
    """Whether a sub-heading inside such a section may open ``kind``: what has a section of its own does not begin here."""
    match section:
        case Kind.MERGED | Kind.SUMMED:
            return kind in (Kind.PROBLEMS, Kind.CAUSES, Kind.PLAN, Kind.ACHIEVEMENTS)
        case Kind.PROBLEMS:
            return kind is Kind.CAUSES or (kind is Kind.PLAN and not passage.has(Kind.PLAN))
        case Kind.ACHIEVEMENTS:
            alone = kind is Kind.PROBLEMS and not passage.has(Kind.PROBLEMS, Kind.MERGED)
            return kind in (Kind.OTHER, Kind.REVIEW) or alone
    return False


def _decide_plain(passage: Passage, section: Section, texts: Sequence[str]) -> list[Decision]:
    """The paragraphs of a section that is of one kind: they inherit, but for what plainly says otherwise."""
    inherited = _inherited(passage, section)
    first = min(passage.headings, default=0)
    decisions = []
    for at, (text, spoken) in enumerate(zip(texts, _spoken(passage, section), strict=True)):
        if spoken:
            decisions.append(spoken)
        elif not section.named and section.groups[at][0] < first and not tells_deeds(text):
            decisions.append(doubtful(Part.OPENING, "因为在第一个标题之前", OPENS))
        elif section.kind is Kind.PROBLEMS and at and speaks_of_measures(text):
            decisions.append(decide_measure(text))
        else:
            decisions.append(inherited)
    return decisions


def _inherited(passage: Passage, section: Section) -> Decision:
    part = passage.part_of(section.kind)
    if section.margin >= _SURE_MARGIN and (section.named or (section.headed and section.start < passage.known_until)):
        return certain(part, section.why)
    rivals = frozenset(passage.part_of(kind) for kind in section.rivals) or ANY_PART
    return doubtful(part, section.why, rivals)


def _decide_summed(passage: Passage, section: Section, text: str, *, is_top: bool) -> Decision:
    """A paragraph under a heading such as 成绩与不足: the author is always asked."""
    could = frozenset((Part.ACHIEVEMENTS, Part.PROBLEMS)) | (frozenset() if passage.has(Kind.PLAN) else {Part.PLAN})
    if is_top and len(text) <= len(section.why):
        return doubtful(Part.MIXED, section.why, could)
    best = max(could, key=lambda part: (getattr(read_evidence(text), part), part is Part.ACHIEVEMENTS))
    return doubtful(best, section.why, could)


def _is_shown_as_heading(passage: Passage, place: int) -> bool:
    return place in passage.headings and passage.lines[place].alone
