import pytest
from django.utils import timezone

from reviews.models import Round
from reviews.pages.concluding.evidence import evidences
from reviews.services.concluding.evidence import gather
from reviews.services.concluding.proposal import proposals_for
from tests import poll as polling
from tests.evaluations import bring, evaluate, fresh


@pytest.fixture
def polled(cast, year):
    """Return a function that holds a poll of so many sheets, all of the best grade, and gives its first statement."""

    def hold(sheets):
        poll = polling.begun(polling.hall_of_three(cast, year), cast.department, slips=12)
        for ticket in polling.phones(poll)[:sheets]:
            polling.cast_sheet(poll, ticket.key, *["best"] * 3)
        polling.closed(poll, cast.department)
        bring(year.top, Round.Stage.EVALUATING)
        return fresh(polling.statement_of(poll, 0))

    return hold


def meeting_lines(cast, statement):
    found = evidences(cast.department, statement, gather(statement), None, timezone.localdate())
    return [line.text for line in next(one for one in found if one.key == "meeting").lines]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [(6, "有效票 6 张：好 6，较好 0，一般 0，差 0，弃权 0。"), (4, "有效票 4 张，太少，不显示结果。")],
)
def test_a_polls_result_stands_beside_the_comments_in_numbers(cast, polled, sheets, said):
    assert meeting_lines(cast, polled(sheets))[-1] == said


def test_a_grade_far_below_the_poll_is_listed_for_the_meeting(cast, polled):
    statement = polled(6)
    evaluate(statement, cast.department, praise="好。", problems="缺。", grade="third")
    proposals = proposals_for(cast.department, statement.round, timezone.localdate()).proposals
    mine = next(one for one in proposals if one.statement.pk == statement.pk)
    assert "tally" in [one.where for one in mine.contradictions]
