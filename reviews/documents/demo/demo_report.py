"""Believable written reports for the demo university, as real .docx files of a promised length and balance."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product

from .demo_docx import Line, LineKind, damaged_docx, legacy_doc, written
from .demo_prose import Block, Filler, bank, count, dealt, dice, enough, fitted, suiting, words_for

Range = tuple[float, float]
THIRD_PROBLEM = 2
NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
STYLES = {"lead": "（{}）{}。", "separate": "（{}）{}", "inline": "{}是{}。"}
UNREADABLE: dict[str, Callable[[bytes, int], bytes]] = {"legacy_doc": legacy_doc, "damaged": damaged_docx}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a report shall measure: 字 in all, and fractions of what is not title; the plan takes the rest."""

    total: tuple[int, int]
    achievements: Range = (0.285, 0.32)
    problems: Range = (0.345, 0.385)
    plan: Range = (0.25, 0.32)
    exact: tuple[int, int, int] | None = None  # 字 of achievements, problems and plan
    vague: bool = False  # one problem that names nobody and nothing
    merged: bool = False  # problem and measure in one paragraph
    headings: bool = True
    mark: str = ""


PROFILES = {
    "good": Profile((2110, 2470)),
    "too_long": Profile((2530, 2790)),
    "thin_problems": Profile((2200, 2440), achievements=(0.4, 0.455), problems=(0.23, 0.29), plan=(0.23, 0.3)),
    "bad_everywhere": Profile((2668, 2668), exact=(1214, 702, 596), vague=True),
    "near_limit": Profile((2497, 2499)),
    "merged": Profile((2000, 2440), merged=True),
    "no_headings": Profile((2110, 2450), headings=False),
    "branch_short": Profile((1230, 1770), achievements=(0.27, 0.315), plan=(0.22, 0.32)),
    "secret": Profile((1500, 1700), plan=(0.22, 0.32), mark="机密★10年"),
}


def demo_report(*, profile: str, organization: str, secretary: str, year: int, flavour: str, seed: int) -> bytes:
    """Return one report as the bytes of its file: the same arguments, the same bytes.

    ``flavour`` is ``college``, ``teacher``, ``student`` or ``admin`` (``flavour_for`` tells it from the name).
    """
    chosen = PROFILES["good" if profile in UNREADABLE else profile]
    composer = Composer(
        profile=chosen, organization=organization, secretary=secretary, year=year, flavour=flavour, seed=seed
    )
    day = datetime(year, 12, 1 + seed % 9, 9, seed % 60, tzinfo=UTC)
    data = written(composer.lines(), title=composer.title, author=secretary, day=day, mark=chosen.mark)
    return UNREADABLE[profile](data, seed) if profile in UNREADABLE else data


def flavour_for(organization: str) -> str:
    """Tell from an organization's name which sentences suit it."""
    if "学生" in organization:
        return "student"
    if "教师" in organization or "教研室" in organization or organization.startswith(("附属中学", "特殊职业教育系")):
        return "teacher"
    return "college" if organization.endswith("党总支") else "admin"


class Composer:
    """Composes one report: deals items, then meets the lengths by choosing among whole sentences."""

    def __init__(
        self, *, profile: Profile, organization: str, secretary: str, year: int, flavour: str, seed: int
    ) -> None:
        self.profile, self.organization, self.secretary = profile, organization, secretary
        self.flavour, self.seed = flavour, seed
        self.rng = dice(f"{organization}|{flavour}|{seed}")
        self.filler = Filler(words_for(organization, flavour, year), f"{organization}|{year}|{seed}")
        self.frames = bank("frames")
        titles = suiting(self.frames["title"], organization)
        self.title = self.filler.block(titles[0] if profile.exact else self.rng.choice(titles)).say
        self.style = self.rng.choice(list(STYLES)) if profile.headings else "inline"
        if profile.merged:
            self.style = "lead"

    def lines(self) -> list[Line]:
        """Return the whole report, paragraph by paragraph."""
        title = count(self.title) + count(self.secretary)
        total = self.rng.randint(*self.profile.total)
        salute, opening, closing = self._around(total - title)
        around = sum(count(block.text) for block in (salute, opening, closing))
        parts = self._merged_parts if self.profile.merged else self._parts
        return [
            Line(LineKind.TITLE, self.title),
            Line(LineKind.BYLINE, self.secretary),
            Line(LineKind.SALUTE, salute.text),
            Line(LineKind.BODY, opening.text),
            *parts(total - title, around),
            Line(LineKind.BODY, closing.text),
        ]

    def _one_of(self, name: str) -> str:
        return self.filler.line(self.rng.choice(self.frames[name]))

    def _around(self, denominator: int) -> list[Block]:
        """Salutation, opening and closing; their length matters where the parts' lengths are exact."""
        suited = (suiting(self.frames[name], self.organization) for name in ("salutation", "opening", "closing"))
        banks = [[self.filler.block(item) for item in items] for items in suited]
        blocks, room = [self.rng.choice(items) for items in banks], self.rng.choice((40, 70, 100))
        if self.profile.exact:
            room = denominator - sum(self.profile.exact)
            choices = [fitted(chosen, room, self.rng) for chosen in product(*banks)]
            return min(choices, key=lambda chosen: abs(sum(count(block.text) for block in chosen) - room))
        return fitted(blocks, room, self.rng)

    def _rooms(self, denominator: int, around: int) -> tuple[int, int, int]:
        """字 for achievements, problems and plan."""
        if self.profile.exact:
            return self.profile.exact
        low, high = self.profile.plan
        achievements, problems, plan = 0.0, 0.0, -1.0
        while not low <= plan <= high:
            achievements = self.rng.uniform(*self.profile.achievements)
            problems = self.rng.uniform(*self.profile.problems)
            plan = 1 - around / denominator - achievements - problems
        return round(achievements * denominator), round(problems * denominator), round(plan * denominator)

    def _parts(self, denominator: int, around: int) -> Iterator[Line]:
        """The three parts; the problems are fitted last and take up what the others leave over."""
        rooms = self._rooms(denominator, around)
        heads = [self._head(number, name) for number, name in enumerate(("achievement", "problem", "plan"))]
        causes = self._causes()
        problems = self._problems(rooms[1] - count(heads[1].text) - sum(count(cause.say) for cause in causes))
        topics = {block.topic for block in problems}
        deeds = (block for block in self._dealt("achievement") if block.topic not in topics)
        mends = [block.mend for block in problems if block.mend] + self._dealt("plan")
        done = self._section(heads[0], enough(deeds, rooms[0] - count(heads[0].text)), rooms[0])
        todo = self._section(heads[2], enough(mends, rooms[2] - count(heads[2].text)), rooms[2])
        room = rooms[1] if self.profile.exact else denominator - around - words_in(done) - words_in(todo)
        yield from done
        yield from self._section(heads[1], problems, room, causes)
        yield from todo

    def _merged_parts(self, denominator: int, around: int) -> Iterator[Line]:
        """Achievements, then problem and measure together, item by item."""
        room = round(self.rng.uniform(*self.profile.achievements) * denominator)
        heads = [self._head(number, name) for number, name in enumerate(("achievement", "merged"))]
        turn = self._one_of("merged_turns")
        rest = denominator - around - room
        pairs = [
            Block(b.topic, b.head, b.text + turn + b.mend.say, b.mend.more) for b in self._dealt("problem") if b.mend
        ]
        taken = enough(pairs, rest - count(heads[1].text))
        topics = {block.topic for block in taken}
        deeds = (block for block in self._dealt("achievement") if block.topic not in topics)
        yield from self._section(heads[0], enough(deeds, room - count(heads[0].text)), room)
        yield from self._section(heads[1], taken, rest)

    def _dealt(self, kind: str) -> list[Block]:
        return [self.filler.block(item) for item in dealt(kind, self.organization, self.flavour, self.seed)]

    def _problems(self, room: int) -> list[Block]:
        """The problems; where one shall be vague, the third."""
        blocks = self._dealt("problem")
        if self.profile.vague:
            blocks.insert(THIRD_PROBLEM, self.filler.block(self.rng.choice(self.frames["vague"])))
        return enough(blocks, room)

    def _causes(self) -> list[Block]:
        """Where the problems come from, in one paragraph."""
        first, second = self._dealt("cause")[:2]
        return [
            replace(first, say=f"{self._one_of('cause_leads')}一是{first.say}"),
            replace(second, say=f"二是{second.say}"),
        ]

    def _head(self, number: int, name: str) -> Line:
        """The heading of a part, or the sentence that turns to it."""
        if not self.profile.headings:
            return Line(LineKind.BODY, self._one_of(f"{name}_turns"))
        return Line(LineKind.HEADING, f"{NUMBERS[number]}、{self._one_of(f'{name}_headings')}")

    def _section(self, head: Line, blocks: list[Block], room: int, tail: Sequence[Block] = ()) -> list[Line]:
        """One part, as near to its room as whole sentences allow; the tail is a paragraph of its own."""
        leads = [head, *self._items([replace(block, say="", more=()) for block in blocks])]
        texts = fitted([*blocks, *tail], room - words_in(leads), self.rng)
        body = "".join(block.text for block in texts[len(blocks) :])
        return [head, *self._items(texts[: len(blocks)]), *([Line(LineKind.BODY, body)] if body else [])]

    def _items(self, blocks: list[Block]) -> Iterator[Line]:
        for number, block in enumerate(blocks):
            lead = STYLES[self.style].format(NUMBERS[number], block.head)
            if self.style == "separate":
                yield Line(LineKind.SUBHEADING, lead)
                lead = ""
            inline = lead if self.style == "inline" else ""
            yield Line(LineKind.BODY, inline + block.text, "" if inline else lead)


def words_in(lines: list[Line]) -> int:
    """字 of these lines."""
    return sum(count(line.lead + line.text) for line in lines)
