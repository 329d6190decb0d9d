"""The JSON of WORDCHECK §7 and back."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.wordcheck import ReportLimits, check, from_json, limits_from_json, limits_to_json, to_json

from .labelled import labelled_reports
from .proving import sample

KEYS = [
    "file",
    "refused",
    "verdict",
    "limits",
    "total",
    "with_boxes_and_notes",
    "denominator",
    "parts",
    "shares",
    "ranges",
    "repair",
    "paragraphs",
    "findings",
    "milliseconds",
]
REPORTS = {item.name: item for item in sample(labelled_reports())}


@pytest.mark.parametrize("name", REPORTS)
def test_result_survives_json(name):
    result = check(REPORTS[name].data, name=name)
    assert from_json(json.loads(json.dumps(to_json(result)))) == result


def test_keys_are_those_of_the_specification():
    assert list(to_json(check(b"", name="a.docx"))) == KEYS
    assert list(to_json(check(next(iter(REPORTS.values())).data))) == KEYS


def test_refused_file_has_no_later_keys():
    result = check(b"", name="空.docx")
    stored = to_json(result)
    assert stored["refused"]["code"] == "empty"
    assert {stored[key] for key in KEYS[2:]} == {None}
    assert from_json(stored) == result


@given(
    total=st.integers(0, 10_000),
    share=st.fractions(0, 1, max_denominator=1000),
    causes=st.booleans(),
    tolerance=st.integers(0, 100),
)
def test_limits_survive_json(total, share, causes, tolerance):
    limits = ReportLimits(total, share, causes_belong_to_problems=causes, tolerance=tolerance)
    assert limits_from_json(json.loads(json.dumps(limits_to_json(limits)))) == limits


def test_missing_limits_take_their_defaults():
    assert limits_from_json({"problems_min": "2/5"}) == ReportLimits(problems_min=Fraction(2, 5))


@pytest.mark.parametrize(
    "nonsense",
    [
        {"total_max": -1},
        {"total_max": "2500"},
        {"total_max": True},
        {"problems_min": "4/3"},
        {"problems_min": "三分之一"},
        {"problems_min": "1/0"},
        {"problems_min": 0.3},
        {"plan_max": "1/1001"},
        {"causes_belong_to_problems": "yes"},
        {"colour": "red"},
    ],
)
def test_nonsense_limits_are_refused_in_chinese(nonsense):
    with pytest.raises(ValueError, match=r"。$"):
        limits_from_json(nonsense)
