import re

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Cycle, Decision, Evaluation, Feedback, Outcome
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.round import open_round
from tests import docx, hall
from tests.cast import visit
from tests.evaluations import bring, evaluate, fresh
from tests.rectification.scene import in_days, item_in, ledger_of

TYPED = {"version": 0, "known": "记录全。", "heard": "纪委：没有反映。", "praise": "抓得实。", "problems": "缺3次。",
         "grade": "second", "grade_reason": ""}  # fmt: skip


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def flat(response):
    """The page's text without its tags."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", response.content.decode()))


@pytest.fixture
def statement(cast, year):
    """The college's statement: visited, handed in, commented on; the round evaluates."""
    found = year.statement(cast.college)
    hand_in_report(found, person=found.person, data=docx.good(), filename="a.docx", now=timezone.now())
    visit(found, person=cast.department, text="党费台账清楚，一看就知道。会议记录不全，缺了两次。")
    hall.comment(found, "组织生活开到了车间，做得实。支委会缺了3次。")
    bring(year.top, "evaluating")
    return fresh(found)


def test_the_four_evidences_stand_beside_each_other_with_their_sources(cast, statement, enter):
    item_in(ledger_of(statement), statement.person, "流动党员联系不上。", deadline=in_days(-2))
    page = enter(cast.department).get(url("evaluation", statement.pk))
    text = flat(page)
    for said in (
        "平时掌握",
        "实地调研",
        "述职评议",
        "有关方面",
        "据：整改台账，逾期",
        "据：张怀远点评",
        "据：述职报告",
    ):
        assert said in text
    assert ("流动党员联系不上。" in text, "缺了两次。" in text) == (True, True)


def outcome_of_last_year(cast, statement, *, opened):
    """Let the body have decided a year ago, and perhaps have told it."""
    now, cycle = timezone.now(), Cycle.objects.create(year=2020, notice_title="通知", issued_on=timezone.localdate())
    before = open_round(cycle, organization=cast.committee, report_due=now)
    decision = Decision.objects.create(
        round=before, number=1, body="党委常委会", held_on=now.date(), present="张怀远", result="同意", entered_by=cast.head,
        entered_at=now, changed_by=cast.department, changed_at=now, confirmed_by=cast.head, confirmed_at=now,
    )  # fmt: skip
    of = before.statements.get(organization=statement.organization)
    outcome = Outcome.objects.create(
        decision=decision, statement=of, grade="second", praise="好", problems="缺", is_current=True
    )
    told = {"opened_at": now, "opened_by": cast.head, "objection_until": now.date()} if opened else {}
    Feedback.objects.create(outcome=outcome, **told)


@pytest.mark.parametrize("opened", [True, False])
def test_earlier_grades_are_known_once_they_were_fed_back(cast, statement, enter, opened):
    outcome_of_last_year(cast, statement, opened=opened)
    page = flat(enter(cast.department).get(url("evaluation", statement.pk)))
    assert ("2020年度等次“较好”" in page) is opened


def test_before_the_first_save_the_opinion_is_a_draft_that_nobody_saved(cast, statement, enter):
    page = enter(cast.department).get(url("evaluation", statement.pk))
    praise, problems = re.findall(
        r"<textarea[^>]+id=\"id_(?:praise|problems)\"[^>]*>\s*([^<]*)</textarea>", page.content.decode()
    )
    assert praise.startswith("组织生活开到了车间，做得实。党费台账清楚，一看就知道。")
    assert problems.splitlines()[:2] == ["支委会缺了3次。", "会议记录不全，缺了两次。"]
    assert ("还没有保存" in flat(page), Evaluation.objects.exists()) == (True, False)


def test_saving_keeps_it_and_says_what_is_still_to_come(cast, statement, enter):
    client = enter(cast.head)
    page = client.post(url("evaluation", statement.pk), TYPED | {"grade": ""}, follow=True)
    assert "还没有拟全：没有拟等次" in flat(page)
    found = Evaluation.objects.get()
    assert (found.written_by, found.known, found.heard, found.grade) == (cast.head, "记录全。", "纪委：没有反映。", "")


def test_a_second_click_is_harmless(cast, statement, enter):
    client = enter(cast.department)
    for _ in range(2):
        assert client.post(url("evaluation", statement.pk), TYPED).status_code == 302
    assert Evaluation.objects.get().version == 1


def test_typed_words_survive_somebody_faster_and_may_replace_theirs(cast, statement, enter):
    evaluate(statement, cast.head, praise="先存的话。")
    client = enter(cast.department)
    page = client.post(url("evaluation", statement.pk), TYPED)
    text = page.content.decode()
    assert (page.status_code, "先存的话。" in text, "抓得实。" in text, "张怀远在" in text) == (422, True, True, True)
    assert text.index('name="version" value="0"') < text.index('name="version" value="1"')  # the last one counts
    assert client.post(url("evaluation", statement.pk), TYPED | {"version": 1}).status_code == 302
    assert Evaluation.objects.get().praise == "抓得实。"


def test_typed_words_survive_the_end_of_the_stage(cast, year, statement, enter):
    bring(year.top, "decided")
    page = enter(cast.department).post(url("evaluation", statement.pk), TYPED)
    assert (page.status_code, "抓得实。" in page.content.decode(), "已经研究确定" in flat(page)) == (422, True, True)


def test_typed_words_survive_an_expired_session(statement, client):
    page = client.post(url("evaluation", statement.pk), TYPED)
    assert (page.status_code, "抓得实。" in page.content.decode()) == (401, True)


def test_after_the_decision_the_page_is_read_only(cast, year, statement, enter):
    evaluate(statement, cast.department)
    bring(year.top, "decided")
    page = enter(cast.department).get(url("evaluation", statement.pk))
    assert ("支委会缺了3次。" in flat(page), "<textarea" in page.content.decode()) == (True, False)


def test_while_collecting_there_are_two_boxes(cast, year, enter):
    page = enter(cast.department).get(url("evaluation", year.statement(cast.college).pk)).content.decode()
    assert re.findall(r"<textarea[^>]+id=\"id_(\w+)\"", page) == ["known", "heard"]


def test_going_back_to_the_collection_keeps_the_opinion(cast, year, statement, enter):
    evaluate(statement, cast.department)
    bring(year.top, "collecting")
    client = enter(cast.department)
    assert (
        client.post(url("evaluation", statement.pk), {"version": 1, "known": "一句。", "heard": ""}).status_code == 302
    )
    assert (Evaluation.objects.get().known, Evaluation.objects.get().praise) == ("一句。", "支部工作抓得实。")


def test_the_history_says_who_changed_which_field_and_not_what_it_holds(cast, statement, enter):
    evaluate(statement, cast.department)
    evaluate(statement, cast.head, version=1, problems="换成这一句。")
    evaluate(statement, cast.head, version=2, problems="再换一句。")
    page = enter(cast.department).get(url("evaluation", statement.pk) + "?history=1")
    assert ("拟综合评价指出问题" in flat(page), "换成这一句" in flat(page)) == (True, False)


def test_edited_sentences_lose_their_source(cast, statement, enter):
    evaluate(statement, cast.department, praise="组织生活开到了车间，做得实。", problems="支委会开得少。")
    page = flat(enter(cast.department).get(url("evaluation", statement.pk)))
    assert (page.count("据：张怀远点评"), "没有照抄的原话。" in page) == (2, True)  # the evidence, and the margin once


def test_the_page_asks_the_database_seldom(cast, statement, enter, django_assert_max_num_queries):
    evaluate(statement, cast.department)
    client = enter(cast.department)
    client.get(url("evaluation", statement.pk))
    with django_assert_max_num_queries(12):
        client.get(url("evaluation", statement.pk))
