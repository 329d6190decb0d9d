"""Drafting the opinion (N3.4a 肯定成绩，指出问题) from sentences that somebody has said or written. Pure.

No word is changed and none is added: a person edits the draft, and beside it stands where each sentence is from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_PRAISE = 5
MOST_PROBLEMS = 6
ENOUGH = 3  # sentences from others; below that the report fills up
SHORTEST = 6  # 字
NUMBER = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]是|[①-⑳])\s*"
)
NOISE = re.compile(r"[\s，。；：、！？“”‘’,.;:!?（）()]+")
WISH = re.compile(r"^(?:[一二三四]是)?(?:希望|建议|请|下一步|今后|接下来|务必|争取|力争|要(?!看到|说|指出))")
GOOD = re.compile(
    r"做得(?:实|好|细|扎实)|扎实|有序|整齐|认真|坚持|主动|积极|热闹|说话实在|清楚|都(?:有|到|在)|画了勾|有人应|"
    r"明显|提高|增长|解决了|办成|一目了然|一看就知道|肯[干定]|值得|成效|带头|热心|能叫出|满意|办事快|有起色|见效|帮助"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its source as pages name it (“点评”, “12月3日调研”, “述职报告”)."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Material:
    """What was said of one secretary, each list in the order of saying.

    ``comment`` and ``visits`` are the sentences that nobody has marked as a problem; ``achievements`` the first
    sentences of the report's own account. ``problems`` follow each other by weight: comment, visits, report.
    """

    comment: Sequence[Said] = ()
    visits: Sequence[Said] = ()
    achievements: Sequence[Said] = ()
    comment_problems: Sequence[Said] = ()
    visit_problems: Sequence[Said] = ()
    report_problems: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """Both texts, and where each of their sentences comes from, in their order."""

    praise: str
    problems: str
    praise_sources: tuple[Said, ...]
    problem_sources: tuple[Said, ...]


def draft_opinion(material: Material) -> Opinion:
    """Return the opinion as far as it writes itself; what superiors saw and said goes before what the report says."""
    heard = [one for one in material.comment if not WISH.match(one.text)]
    seen = [one for one in material.visits if GOOD.search(one.text)]
    praise = _filled([*heard, *seen], material.achievements, MOST_PRAISE)
    named = [*material.comment_problems, *material.visit_problems]
    problems = _filled(named, material.report_problems, MOST_PROBLEMS)
    return Opinion(
        praise="".join(one.text for one in praise),
        problems="\n".join(one.text for one in problems),
        praise_sources=tuple(praise),
        problem_sources=tuple(problems),
    )


def _filled(first: Iterable[Said], fill: Iterable[Said], most: int) -> list[Said]:
    """Return the sentences of ``first``, and of ``fill`` while there are too few; nothing twice."""
    chosen: list[Said] = []
    for one in first:
        _add(chosen, one, most)
    for one in fill:
        _add(chosen, one, ENOUGH)
    return chosen


def _add(chosen: list[Said], one: Said, most: int) -> None:
    text = NUMBER.sub("", one.text).strip()
    if len(chosen) < most and len(text) >= SHORTEST and not any(_same(text, other.text) for other in chosen):
        chosen.append(Said(_closed(text), one.source))


def _same(one: str, other: str) -> bool:
    """Whether one sentence says the other, but for marks."""
    first, second = NOISE.sub("", one), NOISE.sub("", other)
    return first in second or second in first


def _closed(text: str) -> str:
    """End a sentence with a full stop: it stands among others now."""
    return text if text.endswith(("。", "！", "？", "…")) else f"{text.rstrip('；;，,：:、')}。"


def standing(text: str, sources: Iterable[Said]) -> tuple[Said, ...]:
    """Return which sourced sentences still stand in ``text`` as they were said; an edited one is the editor's own."""
    plain = NOISE.sub("", text)
    return tuple(one for one in sources if NOISE.sub("", one.text) in plain)
