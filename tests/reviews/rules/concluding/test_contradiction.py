import pytest

from reviews.rules.concluding.contradiction import Standing, contradictions

BEST = {"grade": "best", "grade_name": "好"}
THIRD = {"grade": "third", "grade_name": "一般", "named": ["支委会没有开。"]}


def wheres(**facts):
    return [one.where for one in contradictions(Standing(**facts))]


def test_what_fits_together_is_not_listed():
    assert wheres(**BEST, named=["一处没有做。"]) == []
    assert wheres(**THIRD) == []


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"overdue": 2}, "ledger"),
        ({"comment_problems": ["支委会长期不开。"]}, "comment"),
        ({"breaks_limits": True}, "report"),
        ({"has_report": False}, "report"),
        ({"mostly_best": False}, "tally"),
        ({"visited": False}, "visits"),
    ],
)
def test_what_does_not_fit_the_best_grade_is_listed(facts, where):
    assert wheres(**BEST, **facts) == [where]


def test_a_low_grade_names_its_problem():
    assert wheres(**THIRD | {"named": []}) == ["evaluation"]
    assert wheres(**THIRD, mostly_best=True) == ["tally"]


def test_the_words_are_neutral():
    assert contradictions(Standing(**BEST, overdue=2))[0].text == "拟为“好”，有 2 件整改已过时限，还没有完成"


def test_without_a_grade_only_the_missing_visit_is_said():
    assert wheres(grade="", grade_name="", overdue=3, visited=False) == ["visits"]
