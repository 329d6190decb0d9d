from dataclasses import dataclass

from reviews.rules.collecting.board import grouped, progress


@dataclass
class Row:
    board_state: str
    is_violating: bool = False
    is_on_stage: bool = True


ROWS = [Row("accepted"), Row("missing"), Row("handed_in", is_violating=True), Row("exempt"), Row("returned")]


def test_groups_come_in_the_order_in_which_somebody_must_act():
    assert [group.state for group in grouped(ROWS)] == ["missing", "handed_in", "returned", "accepted", "exempt"]


def test_empty_groups_are_left_out():
    assert [group.state for group in grouped([Row("accepted")])] == ["accepted"]


def test_progress_counts_those_who_must_report():
    counted = progress(ROWS)
    assert (counted.due, counted.handed_in, counted.meeting_limits, counted.accepted) == (4, 3, 2, 1)
    assert (counted.missing, counted.waiting, counted.returned, counted.violating) == (1, 1, 1, 1)


def test_percent_of_nothing_is_nothing():
    assert progress([]).handed_in_percent == "0"
