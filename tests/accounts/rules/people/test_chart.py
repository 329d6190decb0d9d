from functools import partial
from itertools import combinations

import pytest

from accounts.rules.people import chart
from accounts.rules.people.chart import BELOW, BESIDE, CARD, HEADING, LEADER, RATIO, SMALL, Unit, fitted, measure, wrap

draw = partial(chart.draw, heading="示例大学党委组织图")


def school(colleges, branches):
    leaves = tuple(Unit(1000 + n, f"学生第{n}党支部", "书记" if n % 5 else "") for n in range(branches))
    return Unit(1, "校党委", "书记 张怀远", colleges, tuple(Unit(10 + n, f"第{n}学院党总支", "书记 王", branches, leaves) for n in range(colleges)))  # fmt: skip


def overlaps(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("paper", ["a3", "a4"])
@pytest.mark.parametrize(("colleges", "branches"), [(0, 0), (1, 3), (3, 0), (7, 20), (40, 20), (120, 24)])
def test_every_unit_is_drawn_once_and_nothing_overlaps(colleges, branches, paper):
    sheets = draw(school(colleges, branches), paper=paper)
    assert sorted(card.key for sheet in sheets for card in sheet.cards) == [10 + n for n in range(colleges)]
    for sheet in sheets:
        assert not any(overlaps(*pair) for pair in combinations([sheet.root, *sheet.cards], 2))


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_every_sheet_fits_its_paper(paper):
    for sheet in draw(school(40, 24), paper=paper):
        assert sheet.height <= sheet.width / RATIO + 1
        assert all(card.x >= 0 and card.x + card.width <= sheet.width for card in sheet.cards)
        assert all(card.y + card.height <= sheet.height for card in sheet.cards)


def test_units_stand_in_their_order_from_left_to_right():
    cards = draw(school(17, 2), paper="a4")[0].cards
    assert [card.key for card in sorted(cards, key=lambda card: (card.y, card.x))] == [10 + n for n in range(17)]


def test_every_card_hangs_on_a_line():
    sheet = draw(school(17, 2), paper="a4")[0]
    ends = {(x, y) for _, _, x, y in sheet.lines}
    assert all((card.middle, card.y) in ends for card in sheet.cards)


def test_a_vacancy_is_marked_on_cards_and_rows():
    card = draw(Unit(1, "党委", "", 1, (Unit(2, "学院", "", 1, (Unit(3, "支部", ""),)),)), paper="a4")[0].cards[0]
    assert (card.vacant, card.leader, card.leaves[0].vacant, card.leaves[0].leader) == (
        True,
        "没有现任书记",
        True,
        "空缺",
    )


@pytest.mark.parametrize("text", ["短", "很长很长很长很长很长很长的名称" * 3, "MBA Center of Excellence " * 5])
def test_no_text_is_wider_than_its_room(text):
    lines = wrap(text, CARD, 14, 2)
    assert len(lines) <= 2
    assert all(measure(line, 14) <= CARD for line in [*lines, fitted(text, CARD, 14)])


@pytest.mark.parametrize(("length", "dated_y"), [(10, BESIDE), (40, BELOW), (83, BELOW)])
def test_a_long_heading_leaves_room_for_the_date(length, dated_y):
    (sheet,) = draw(school(2, 0), paper="a4", heading="名" * length)
    assert (sheet.dated_y, measure(sheet.heading, HEADING) <= sheet.width - 48) == (dated_y, True)
    assert sheet.heading.strip("…") == "名" * min(length, len(sheet.heading.strip("…")))


def test_a_long_heading_keeps_the_number_of_its_page():
    sheets = draw(school(40, 24), paper="a4", heading="名" * 83)
    assert [sheet.heading[-7:] for sheet in sheets[:2]] == [f"（{n} / {len(sheets)}）"[-7:] for n in (1, 2)]


def test_a_long_name_stays_within_its_box():
    name = "阿不都热依木·买买提吐尔逊江·艾合买提"
    (sheet,) = draw(
        Unit(1, "党委", f"书记 {name}" * 2, 1, (Unit(2, "学院", "", 1, (Unit(3, "支部", name),)),)), paper="a4"
    )
    (leaf,) = sheet.cards[0].leaves
    assert (leaf.title, measure(leaf.leader, SMALL) <= LEADER, sheet.root.leader[-1]) == ("支部", True, "…")
