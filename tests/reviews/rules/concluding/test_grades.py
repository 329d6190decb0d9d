import pytest

from reviews.rules.concluding.grades import GradeLimits, distribution, seats, set_missing, set_problems


@pytest.mark.parametrize(
    ("people", "share", "rounding", "number", "sentence"),
    [
        (17, "1/3", "down", 5, "17 人 × 1/3 = 5.67，舍去小数，最多 5 人"),
        (17, "1/3", "nearest", 6, "17 人 × 1/3 = 5.67，四舍五入，最多 6 人"),
        (17, "3/10", "up", 6, "17 人 × 30% = 5.10，有小数就进一，最多 6 人"),
        (12, "1/3", "down", 4, "12 人 × 1/3 = 4，最多 4 人"),
        (5, "1/2", "nearest", 3, "5 人 × 50% = 2.50，四舍五入，最多 3 人"),
        (0, "1/3", "down", 0, "0 人 × 1/3 = 0，最多 0 人"),
    ],
)
def test_seats_say_how_they_were_rounded(people, share, rounding, number, sentence):
    found = seats(people, share, rounding, at_most=True)
    assert (found.number, found.sentence) == (number, sentence)


def keys(grades, limits=None, hidden=0):
    return [one.key for one in set_problems(grades, limits or GradeLimits(), hidden=hidden)]


def test_grades_told_apart_are_fine():
    assert keys(["best", "second", "second"]) == []


def test_all_the_same_is_named_and_may_go_with_a_reason():
    problem = set_problems(["best"] * 3, GradeLimits())[0]
    assert (problem.key, problem.must, problem.text) == (
        "same", False, "3 人都是“好”，没有区分。通知要求评价等次要有所区分",
    )  # fmt: skip


def test_one_alone_cannot_differ():
    assert keys(["best"]) == []


def test_who_has_no_grade_yet_must_get_one():
    assert [(one.key, one.must) for one in set_problems(["best", "", ""], GradeLimits())] == [("open", True)]


def test_more_of_the_best_than_seats_is_named():
    limits = GradeLimits(best_at_most="1/3")
    assert keys(["best", "best", "second"], limits) == ["best"]
    assert keys(["best", "second", "second"], limits) == []


def test_the_lower_share_waits_for_who_is_still_open():
    limits = GradeLimits(lower_at_least="1/2")
    assert keys(["best", "best", "", ""], limits) == ["open"]
    assert keys(["best", "best", "best", "second"], limits) == ["lower"]


def test_without_limits_nobody_counts_seats():
    assert keys(["best", "best", "best", "second"]) == []


@pytest.mark.parametrize("limits", [GradeLimits(), GradeLimits(lower_at_least="1/2"), GradeLimits(best_at_most="2/3")])
def test_nothing_is_concluded_of_a_hidden_grade(limits):
    assert keys(["best", "best"], limits, hidden=1) == []


def test_the_preflight_tells_of_no_grade_and_asks_for_a_reason():
    found = set_missing(set_problems(["best"] * 3, GradeLimits(best_at_most="1/3")), has_own=False, where="/")
    assert ([one.must for one in found], found[0].what[:12], "好" in found[0].what) == (
        [False],
        "等次有 2 处要说明原因",
        False,
    )
    assert set_missing(set_problems(["best", "second"], GradeLimits()), has_own=False, where="/") == []


def test_the_preflight_of_a_reviewed_organizer_is_the_same_whatever_the_grades():
    alike, apart = (
        set_missing(set_problems(grades, GradeLimits()), has_own=True, where="/")
        for grades in (["best"] * 3, ["best", "second", "third"])
    )
    assert alike == apart


def test_the_distribution_names_every_grade():
    assert distribution(["best", "", "last"]) == {"": 1, "best": 1, "second": 0, "third": 0, "last": 1}
