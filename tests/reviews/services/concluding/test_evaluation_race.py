"""Two people at an evaluation at once (PROMISES §3): one wins, the other is told who; a decision waits for neither."""

import pytest
from django.utils import timezone

from reviews.models import Evaluation, Round, Statement
from reviews.services.collecting.report import Overtaken
from reviews.services.concluding.evaluation import propose_grade
from reviews.services.hearing.meeting import NotNow
from tests import cast as casting
from tests.evaluations import bring, evaluate
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 4


@pytest.fixture
def scene():
    """The college's statement while the top evaluates."""
    cast = casting.assemble()
    year = casting.open_year(cast)
    bring(year.top, "evaluating")
    return cast, year


def seen(cast):
    return Statement.objects.for_pages().get(organization=cast.college)


def test_the_first_words_are_written_once(scene):
    cast, _ = scene
    statements = [seen(cast) for _ in range(STARTS)]
    outcomes = together(
        *[lambda one=one, n=n: evaluate(one, cast.head, praise=f"第{n}句。") for n, one in enumerate(statements)]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Evaluation"] + ["Overtaken"] * (STARTS - 1)
    assert Evaluation.objects.get().version == 1


def test_of_two_moves_on_the_board_the_second_is_told(scene):
    cast, _ = scene
    evaluate(seen(cast), cast.department)
    outcomes = together(
        *[
            lambda grade=grade: propose_grade(seen(cast), grade=grade, version=1, person=cast.head, now=timezone.now())
            for grade in ("best", "third")
        ]
    )
    assert [isinstance(one, Overtaken) for one in outcomes].count(True) == 1


def test_after_the_decision_no_word_comes_in_any_more(scene):
    cast, year = scene

    def decide():
        Round.objects.filter(pk=year.top.pk, stage="evaluating").update(stage="decided")

    outcome, _ = together(lambda: evaluate(seen(cast), cast.department), decide)
    assert isinstance(outcome, Evaluation | NotNow)
    assert Evaluation.objects.exists() is isinstance(outcome, Evaluation)
