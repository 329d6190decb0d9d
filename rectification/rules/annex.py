"""The annex (N5): how its cells are written and read, and how rows that came back find their items."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

HEADINGS = ("存在问题", "责任人", "整改措施", "整改时限", "是否完成")
NOTES = (
    "说明：1.问题、责任人及整改措施、整改时限要及时列入台账。",
    "2.从小问题和具体事情改起，完成整改的问题在“是否完成”一栏打“√”。",
)
TICK = "√"
TICKS = frozenset("√✓✔☑")
LONG_TERM = "长期坚持"
SURE, PERHAPS = 0.75, 0.5  # similarity: below the second two texts are different problems
DATE = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
MONTH_END = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(?:底|末)?$")
NUMBER = re.compile(r"^\s*(\d{1,3})\s*[.．、]\s*(?!\d)")
BLANKS = re.compile(r"[\s　]+")


def annex_title(organization: str, year: int) -> str:
    """Return the annex's title line."""
    return f"{organization}{year}年度党组织书记抓基层党建述职评议考核工作整改台账"


def date_text(day: date | None) -> str:
    """Return a day as the annex writes it, without padding zeros."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """The five cells of one row; ``struck`` counts the √ that look-backs have struck through before ``done``."""

    problem: str
    responsible: str
    measure: str
    deadline: str
    done: str
    struck: int = 0

    @property
    def names(self) -> str:
        """The people one below the other, as on paper."""
        return self.responsible.replace("、", "\n")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a returned file; ``number`` is the one written before the problem, or the row's place."""

    number: int
    problem: str
    responsible: str
    measure: str
    deadline_text: str
    ticked: bool

    @property
    def is_long_term(self) -> bool:
        """Whether the row says 长期坚持 instead of a day."""
        return "长期" in self.deadline_text


def read_row(place: int, cells: tuple[str, str, str, str, str]) -> ReadRow:
    """Make sense of five cells as people fill them."""
    problem, responsible, measure, deadline, done = (cell.strip() for cell in cells)
    numbered = NUMBER.match(problem)
    return ReadRow(
        number=int(numbered[1]) if numbered else place,
        problem=NUMBER.sub("", problem),
        responsible="、".join(part for part in re.split(r"[\n、,，;；]+", responsible) if part.strip()),
        measure=measure,
        deadline_text=deadline,
        ticked=any(mark in TICKS for mark in done) or done in {"是", "已完成", "完成"},
    )


def read_date(text: str, year: int) -> date | None:
    """Return the day that ``text`` names; without a year it is one in ``year``; None where it cannot be read."""
    compact = BLANKS.sub("", text)
    if found := DATE.search(compact):
        return _day(int(found[1] or year), int(found[2]), int(found[3]))
    if month := MONTH_END.search(compact):
        number = int(month[2])
        following = _day(int(month[1]) + number // 12, number % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1) if following else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def bare(text: str) -> str:
    """Return a text without what moves when it is filed and printed: blanks, and the dot at its end."""
    return BLANKS.sub("", text).rstrip("。.；;")


def similarity(one: str, other: str) -> float:
    """How alike two problems are written, 0–1."""
    return SequenceMatcher(None, bare(one), bare(other), autojunk=False).ratio()


@dataclass(frozen=True, slots=True)
class Match:
    """Which item (by number) a row is about; None is a new problem; ``sure`` is False where a person must say."""

    row: ReadRow
    item: int | None
    sure: bool


def match_rows(rows: list[ReadRow], items: dict[int, str]) -> list[Match]:
    """Let every row find its item among ``items`` (number → problem), each item once.

    First the same words, then the same number where the words are alike, then the most alike of what is left.
    """
    left, found = dict(items), {}
    for place, row in enumerate(rows):
        same = [number for number, text in left.items() if bare(text) == bare(row.problem)]
        if same:
            found[place] = Match(row, row.number if row.number in same else same[0], sure=True)
            left.pop(found[place].item or 0)
    for place, row in enumerate(rows):
        if place not in found and row.number in left:
            alike = similarity(row.problem, left[row.number])
            if alike >= PERHAPS:
                found[place] = Match(row, row.number, sure=alike >= SURE)
                left.pop(row.number)
    for place, row in enumerate(rows):
        if place not in found:
            found[place] = _most_alike(row, left)
            left.pop(found[place].item or 0, None)
    return [found[place] for place in range(len(rows))]


def _most_alike(row: ReadRow, left: dict[int, str]) -> Match:
    ranked = sorted(((similarity(row.problem, text), -number) for number, text in left.items()), reverse=True)
    if not ranked or ranked[0][0] < PERHAPS:
        return Match(row, None, sure=True)
    return Match(row, -ranked[0][1], sure=ranked[0][0] >= SURE)
