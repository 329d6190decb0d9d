from pathlib import Path

import pytest

from reviews.rules.preparing.clause import CLAUSES

NOTICE = (Path(__file__).parents[4] / "docs" / "notice.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("clause", sorted(CLAUSES))
def test_every_quote_stands_in_the_notice_to_the_letter(clause):
    assert CLAUSES[clause].quote in NOTICE.replace("\n", "")
