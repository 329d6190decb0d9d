import pytest

from accounts.rules.trail.seal import GENESIS, gaps_between, read_head, still_open

DIGEST = "a" * 64


@pytest.mark.parametrize(
    ("ids", "gaps"),
    [([], ()), ([1, 2, 3], ()), ([3], ((1, 2),)), ([1, 3, 4, 9], ((2, 2), (5, 8)))],
)
def test_gaps_are_what_is_missing_up_to_the_last(ids, gaps):
    assert gaps_between(ids, first=1) == gaps


@pytest.mark.parametrize(
    ("late", "left"),
    [
        ([], [(2, 4), (7, 7)]),
        ([3], [(2, 2), (4, 4), (7, 7)]),
        ([2, 7], [(3, 4)]),
        ([4, 3, 2, 7], []),
        ([1, 5, 9], [(2, 4), (7, 7)]),
    ],
)
def test_a_gap_stays_open_for_what_has_not_turned_up(late, left):
    assert still_open([(2, 4), (7, 7)], late) == left


def test_the_head_is_the_last_whole_line():
    head = read_head(f"1 {GENESIS}\n2 {DIGEST}\n3 {DIGEST[:9]}")
    assert (head.number, head.digest, head.highest) == (2, DIGEST, 2)


def test_the_head_remembers_the_highest_number():
    assert read_head(f"9 {GENESIS}\n4 {DIGEST}\n").highest == 9


@pytest.mark.parametrize("text", ["", "\n\n", "x\n", f"-1 {DIGEST}\n", f"1 {DIGEST} more\n"])
def test_what_is_no_line_is_none(text):
    assert read_head(text) is None
