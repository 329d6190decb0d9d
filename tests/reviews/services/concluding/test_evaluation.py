import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from reviews.models import Evaluation
from reviews.services.collecting.report import Overtaken
from reviews.services.concluding.evaluation import propose_grade
from reviews.services.hearing.meeting import NotNow
from tests.evaluations import bring, evaluate


@pytest.fixture
def statement(cast, year):
    bring(year.top, "evaluating")
    return year.statement(cast.college)


def propose(statement, person, grade, version):
    return propose_grade(statement, grade=grade, version=version, person=person, now=timezone.now())


def test_what_was_written_is_kept_with_who_and_which_time(cast, statement):
    found = evaluate(statement, cast.department)
    assert (found.is_complete, found.version, found.written_by, found.grade_name) == (True, 1, cast.department, "较好")


def test_the_same_words_again_change_nothing(cast, statement):
    evaluate(statement, cast.department)
    lines = AuditEntry.objects.count()
    assert (evaluate(statement, cast.head, version=0).version, AuditEntry.objects.count()) == (1, lines)


def test_the_trail_tells_which_fields_and_nothing_of_what_they_hold(cast, statement):
    evaluate(statement, cast.department, problems="谈心谈话顾不上。", grade="third")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.before, entry.after) == ("拟综合评价", {}, {"changed": ["problems", "grade"]})


def test_who_comes_second_is_told_by_whom(cast, statement):
    evaluate(statement, cast.department)
    with pytest.raises(Overtaken, match="林静在"):
        evaluate(statement, cast.head, version=0, praise="另一句。")
    assert Evaluation.objects.get().praise == "支部工作抓得实。"


def test_a_field_that_was_not_on_the_page_stays(cast, statement):
    evaluate(statement, cast.department)
    assert evaluate(statement, cast.head, version=1, known="按时改完了。").praise == "支部工作抓得实。"


def test_before_the_meeting_only_what_is_known_is_gathered(cast, year):
    statement = year.statement(cast.college)
    evaluate(statement, cast.department, known="三月抽查，记录全。", heard="纪委：没有反映。")
    with pytest.raises(NotNow, match="到评议会阶段再拟"):
        evaluate(statement, cast.department, version=1, grade="best")


@pytest.mark.parametrize(
    ("stage", "why"),
    [("preparing", "还在准备"), ("decided", "研究确定"), ("fed_back", "研究确定"), ("archived", "研究确定")],
)
def test_before_and_after_nothing_is_written(cast, year, stage, why):
    bring(year.top, stage)
    with pytest.raises(NotNow, match=why):
        evaluate(year.statement(cast.college), cast.department, known="一句。")


def test_a_grade_is_proposed_and_taken_back_with_its_reason(cast, statement):
    evaluate(statement, cast.department, grade="best", grade_reason="抓得实。")
    moved = propose(statement, cast.head, "third", 1)
    assert (moved.grade, moved.grade_reason, moved.written_by) == ("third", "", cast.head)
    assert propose(statement, cast.head, "", 2).grade == ""


def test_proposing_the_same_grade_again_keeps_its_reason(cast, statement):
    evaluate(statement, cast.department, grade="best", grade_reason="抓得实。")
    assert propose(statement, cast.head, "best", 0).grade_reason == "抓得实。"


def test_who_does_not_report_is_not_evaluated(cast, year, statement):
    statement.mode = "not_this_year"
    with pytest.raises(NotNow, match="不述职"):
        evaluate(statement, cast.department)
