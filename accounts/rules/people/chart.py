"""The drawn hierarchy (组织图): where boxes, rows and lines stand, in pixels; sheets that fit the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

CARD, GAP, EDGE = 184, 16, 30  # a card's width, the room between two, the sheet's margin
HEAD, ROOT, ROOT_WIDTH = 58, 58, 320
LINE = 25  # one leaf
TOP, DROP = 52, 22  # the heading above the root; from a line down to its cards
HEADING, TITLE, SMALL = 18.0, 14.0, 12.5
BESIDE, BELOW, DATED = 32, 48, 250  # where the date stands, and how much room it takes
LEADER = 92  # the widest leader of a leaf
COLUMNS, LEAST = {"a3": 8, "a4": 6}, 4
RATIO = 1.444  # both papers lie, less 10 mm on every side
WIDE = 0x2E80  # from here on characters are square


@dataclass(frozen=True, slots=True)
class Unit:
    """An organization to draw; ``hidden`` units below it are not drawn."""

    key: int
    title: str
    leader: str  # “书记 周正明”; empty: vacant
    below: int = 0
    units: tuple["Unit", ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A row in a card's list."""

    key: int
    x: float
    y: float
    title: str
    leader: str
    vacant: bool
    below: int


@dataclass(frozen=True, slots=True)
class Card:
    """A box with its head and the list hanging below it."""

    key: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]  # baseline and text of the title
    leader: str
    leader_y: float
    vacant: bool
    below: int
    leaves: tuple[Leaf, ...] = ()
    rest: str = ""
    rest_y: float = 0.0

    @property
    def middle(self) -> float:
        """Where its line comes in."""
        return self.x + self.width / 2


@dataclass(slots=True)
class Sheet:
    """One page: the root, cards, and the lines between them as (x1, y1, x2, y2); ``dated_y`` is the date's baseline."""

    number: int
    width: float
    root: Card
    heading: str = ""
    dated_y: int = BESIDE
    height: float = 0.0
    cards: list[Card] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)


def draw(root: Unit, *, paper: str, heading: str) -> list[Sheet]:
    """Lay ``root``, the units below it as cards and theirs as lists on sheets of ``paper`` (“a3” or “a4”)."""
    rows = list(_rows(root.units, COLUMNS[paper]))
    columns = max([LEAST, *(len(row) for row in rows)])
    width = columns * CARD + (columns - 1) * GAP + 2 * EDGE
    deepest = width / RATIO - EDGE
    sheet = _new_sheet(root, width, 1)
    sheets = [sheet]
    y: float = TOP + ROOT + DROP
    for row in rows:
        height = max(_height(unit) for unit in row)
        if sheet.cards and y + DROP + height > deepest:
            sheet = _new_sheet(root, width, len(sheets) + 1)
            sheets.append(sheet)
            y = TOP + ROOT + DROP
        _place(sheet, row, y, alone=len(rows) == 1)
        y += DROP + height + DROP
        sheet.height = y - DROP + EDGE
    for sheet in sheets:
        _head(sheet, heading, len(sheets))
    return sheets


def _head(sheet: Sheet, heading: str, pages: int) -> None:
    """Write the heading as far as there is room; below a long one the date moves down."""
    number, room = f"（{sheet.number} / {pages}）" if pages > 1 else "", sheet.width - 48
    sheet.heading = fitted(heading, room - measure(number, HEADING), HEADING) + number
    if measure(sheet.heading, HEADING) + DATED > room:
        sheet.dated_y = BELOW


def _rows(units: Sequence[Unit], columns: int) -> Iterator[Sequence[Unit]]:
    """Divide into rows of almost equal length, the longer ones first: 9 of 8 columns become 5 and 4."""
    count = -(-len(units) // columns)
    edges = [-(-place * len(units) // count) for place in range(count + 1)] if count else []
    for begin, end in pairwise(edges):
        yield units[begin:end]


def _new_sheet(root: Unit, width: float, number: int) -> Sheet:
    x = (width - ROOT_WIDTH) / 2
    titles = wrap(root.title, ROOT_WIDTH - 24, TITLE + 2, 1)
    card = Card(
        root.key, x, TOP, ROOT_WIDTH, ROOT, ((TOP + 25, titles[0]),),
        fitted(root.leader or "没有现任书记", ROOT_WIDTH - 24, SMALL), TOP + 45, not root.leader, root.below,
    )  # fmt: skip
    return Sheet(number, width, card, height=TOP + ROOT + EDGE)


def _place(sheet: Sheet, row: Sequence[Unit], y: float, *, alone: bool) -> None:
    """Put a row of cards below a line at ``y``; the first row hangs on the root, the others on the sheet's edge.

    A row that is ``alone`` stands in the middle; several begin at the same edge, so that the eye can go down.
    """
    used = len(row) * CARD + (len(row) - 1) * GAP
    first = not sheet.cards
    left = (sheet.width - used) / 2 if alone else EDGE
    cards = [_card(unit, left + place * (CARD + GAP), y + DROP) for place, unit in enumerate(row)]
    middle = sheet.root.middle
    if first:
        sheet.lines.append((middle, TOP + ROOT, middle, y))
        begin = min(cards[0].middle, middle)
    else:
        begin = EDGE / 2
        top = TOP + ROOT + DROP
        sheet.lines += [(begin, top, begin, y), (begin, top, sheet.cards[0].middle, top)]
    sheet.lines.append((begin, y, max(cards[-1].middle, middle if first else 0), y))
    sheet.lines += [(card.middle, y, card.middle, y + DROP) for card in cards]
    sheet.cards += cards


def _height(unit: Unit) -> float:
    rows = len(unit.units) + bool(unit.hidden)
    return HEAD + (rows * LINE + 8 if rows else 0)


def _card(unit: Unit, x: float, y: float) -> Card:
    titles = wrap(unit.title, CARD - 20, TITLE, 2)
    start = y + (19 if len(titles) > 1 else 24)
    lines = tuple((start + place * 16, text) for place, text in enumerate(titles))
    leader_y = y + (50 if len(titles) > 1 else 45)
    leaves = tuple(_leaf(one, x, y + HEAD + 4 + place * LINE) for place, one in enumerate(unit.units))
    rest = f"还有 {unit.hidden} 个" if unit.hidden else ""
    return Card(
        unit.key, x, y, CARD, _height(unit), lines, fitted(unit.leader or "没有现任书记", CARD - 20, SMALL), leader_y,
        not unit.leader, unit.below, leaves, rest, y + HEAD + 4 + len(unit.units) * LINE,
    )  # fmt: skip


def _leaf(unit: Unit, x: float, y: float) -> Leaf:
    leader = fitted(unit.leader or "空缺", LEADER, SMALL)
    room = CARD - 22 - 10 - 8 - measure(leader, SMALL)
    return Leaf(unit.key, x, y, fitted(unit.title, room, SMALL), leader, not unit.leader, unit.below)


def measure(text: str, size: float) -> float:
    """About how wide a text is: Chinese characters are square, others a little more than half."""
    return sum(1.0 if ord(char) >= WIDE else 0.58 for char in text) * size


def fitted(text: str, room: float, size: float) -> str:
    """Shorten a text to the room, with an ellipsis."""
    if measure(text, size) <= room:
        return text
    while text and measure(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def wrap(text: str, room: float, size: float, lines: int) -> list[str]:
    """Break a text into at most so many lines of nearly equal length; the last is shortened where it must be."""
    need = min(lines, max(1, -(-int(measure(text, size)) // max(int(room), 1))))
    if need == 1:
        return [fitted(text, room, size)]
    first = text
    while measure(first, size) > room or len(first) > -(-len(text) // need):
        first = first[:-1]
    return [first, *wrap(text[len(first) :], room, size, need - 1)]
