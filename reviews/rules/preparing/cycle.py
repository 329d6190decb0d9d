"""A cycle's values: what a share may be written as, and what an old notice leaves behind in a new one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

GRADE_NAMES = ("好", "较好", "一般", "差")  # N3.4a, the best first
FINEST = 1000  # denominators; three decimals suffice
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
OLD_WORDS = ("疫情防控",)
NEXT_YEAR_IS_FINE = 1  # a deadline may lie in January


def parse_share(text: str) -> Fraction:
    """Read a share as an office writes it: 1/3, 三分之一 as 1/3, 33.3% or 0.333; raises ValueError in Chinese."""
    cleaned = text.strip().replace("／", "/").replace("％", "%").replace("．", ".")
    try:
        share = Fraction(cleaned[:-1]) / 100 if cleaned.endswith("%") else Fraction(cleaned)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1 or share.denominator > FINEST:
        raise ValueError("请写成 0 到 1 之间的分数，例如 1/3，或者百分数，例如 15%。")
    return share


def share_name(share: str) -> str:
    """Say a stored share as people do: 1/3 as it is, 3/20 as 15%."""
    fraction = Fraction(share)
    percent = fraction * 100
    return f"{percent}%" if percent.denominator == 1 else str(fraction)


@dataclass(frozen=True, slots=True)
class Leftover:
    """``words`` of an old notice in the text named ``where``."""

    where: str
    words: str


def leftovers(year: int, texts: Iterable[tuple[str, str]]) -> list[Leftover]:
    """Name other years and bygone formulations in (name, text) pairs, each once a text, in reading order."""
    fine = {str(year), str(year + NEXT_YEAR_IS_FINE)}
    found = []
    for where, text in texts:
        years = [match for match in YEAR.findall(text) if match not in fine]
        words = [word for word in OLD_WORDS if word in text]
        found += [Leftover(where, word) for word in dict.fromkeys(years + words)]
    return found
