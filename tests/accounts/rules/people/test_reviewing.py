from pathlib import Path

import pytest

from accounts.models import Organization
from accounts.rules.people.reviewing import N1_2, reviewed_by

KINDS = list(Organization.Kind.values)


def test_the_clause_is_quoted_as_the_notice_has_it():
    assert N1_2.quote in Path("docs/notice.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("above", [None, *KINDS])
def test_every_kind_below_every_kind_has_a_reason(kind, above):
    assert reviewed_by(kind, above).reason


@pytest.mark.parametrize(
    ("kind", "above", "doubtful"),
    [
        ("general_branch", "committee", False),
        ("branch", "general_branch", False),
        ("branch", "committee", False),
        ("direct_branch", "committee", False),
        ("direct_branch", "general_branch", True),
        ("branch", "branch", True),
        ("committee", "general_branch", True),
    ],
)
def test_what_does_not_fit_is_doubted(kind, above, doubtful):
    assert bool(reviewed_by(kind, above).doubt) == doubtful
