"""The circulation of a round's results as far as it writes itself (N3.4b): the drafter edits, people are never ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviews.rules.hearing.sentence import sentences
from reviews.rules.preparing.stage import Missing

TO_FILL = "（请归纳："
MOST_SENTENCES = 12
DEMAND = (
    "各党组织书记要认真梳理自身查摆、集中调研、上级点评、群众评议和考核反馈指出的问题，列出整改清单，逐项整改，"
    "从小问题和具体事情改起。对共性问题，由党组织统一安排，书记牵头，开展集中整治。"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One secretary as the list names them; lists stand in 规定序."""

    organization: str
    name: str
    grade_name: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What a circulation is drafted from; ``problems`` are the opinions' own texts, ``grade_names`` the best first."""

    organization: str
    year: int
    body: str
    held_on: date
    told: Sequence[Told]
    grade_names: Sequence[str]
    problems: Sequence[str]
    corrects: bool = False


def title_of(year: int, *, corrects: bool) -> str:
    """Return the title of the paper."""
    what = "部分基层党组织书记抓党建述职评议考核等次更正情况" if corrects else "基层党组织书记抓党建述职评议考核情况"
    return f"关于{year}年度{what}的通报"


def draft(whole: Whole) -> str:
    """Return the text to start from, a paragraph a line."""
    when = f"{whole.held_on.month}月{whole.held_on.day}日"
    if whole.corrects:
        return (
            f"{when}，{whole.body}研究，对{whole.year}年度述职评议考核中{len(whole.told)}名书记的综合评价等次予以更正。"
            "更正后的等次见附件，原通报中的相应内容不再有效。"
        )
    overall = (
        f"{whole.year}年度，{whole.organization}对{len(whole.told)}名党组织书记抓基层党建工作情况进行了述职评议考核。"
        f"综合平时掌握、实地调研、述职评议和有关方面提供的情况，{when}经{whole.body}研究确定，{_counts(whole)}。"
        "名单见附件，按党组织的规定顺序排列。"
    )
    hint = f"{TO_FILL}从下面的意见里归纳面上的问题，删去只涉及一人的，再删去本行）"
    head = ("一、总体情况", overall, "二、共性问题", hint)
    return "\n".join([*head, *_problems(whole.problems), "三、有关要求", DEMAND])


def still_to_fill(text: str) -> bool:
    """Whether a place of the draft waits for its drafter."""
    return TO_FILL in text


def _counts(whole: Whole) -> str:
    found = [one.grade_name for one in whole.told]
    return "，".join(f"“{name}”{found.count(name)}名" for name in whole.grade_names if name in found)


def _problems(texts: Sequence[str]) -> list[str]:
    """Return the sentences of all opinions, each once, up to a page; whose they are is not said."""
    return list(dict.fromkeys(one for text in texts for one in sentences(text)))[:MOST_SENTENCES]


def publication_missing(*, unopened: bool, issued: bool, where: str) -> list[Missing]:
    """The circulation has gone out; and nobody on it hears of themselves from it first."""
    if unopened:
        return [Missing("还有人的结果没有反馈本人", where, "去反馈")]
    return [] if issued else [Missing("通报还没有印发", where, "去起草、印发")]
