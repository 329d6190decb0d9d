"""The pages of feedback: the giver's list, the reader's letter, and who sees nothing of it."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews.models import Feedback, Outcome
from tests import hall, result


@pytest.fixture
def top(year):
    result.decided(year.top, "best", "second", "third")
    return result.fresh(year.top)


@pytest.fixture
def department(cast, enter):
    return enter(cast.department)


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text(response):
    return response.content.decode()


def letter(statement):
    return Feedback.objects.current().get(outcome__statement=statement)


def test_all_that_are_ready_are_given_at_once_and_the_rest_named(department, top):
    page = department.get(url("round_feedback", top.pk))
    ids = [one.pk for one in page.context["rows"]]
    assert "全部反馈（2 人）" in text(page)
    done = text(department.post(url("feedback_open", top.pk), {"feedback": ids}, follow=True))
    assert "已反馈 2 人" in done
    assert "谢红要先当面谈话并登记" in done
    assert "没有要反馈的" in text(department.post(url("feedback_open", top.pk), {"feedback": ids[:1]}, follow=True))


def test_the_talk_is_noted_on_the_page_and_then_the_letter_is_given(department, top, cast, year):
    one = letter(year.statement(cast.direct_branch))
    assert "先当面谈话" in text(department.get(url("feedback", one.pk)))
    wrong = department.post(url("feedback_talk", one.pk), {"talked_on": "2200-01-01", "talked_by": "张怀远"})
    assert (wrong.status_code, "这一天还没有到" in text(wrong), "张怀远" in text(wrong)) == (422, True, True)
    department.post(url("feedback_talk", one.pk), {"talked_on": timezone.localdate(), "talked_by": "张怀远"})
    assert "反馈给谢红同志" in text(department.get(url("feedback", one.pk)))


def test_the_letter_says_it_in_plain_words(top, cast, year, enter):
    hall_comment = "全年只开了7次支委会。"
    result.Round.objects.filter(pk=top.pk).update(stage="meeting")
    hall.comment(year.statement(cast.direct_branch), hall_comment)
    result.Round.objects.filter(pk=top.pk).update(stage="decided")
    result.opened(top)
    one = letter(year.statement(cast.direct_branch))
    page = text(enter(cast.direct_secretary).get(url("feedback", one.pk)))
    assert "谢红同志：" in page
    assert "等次为“一般”。" in page
    assert "年度考核不得评定为“优秀”；约谈提醒、限期整改；问题严重的，由党组织依规研究追责问责。" in page
    assert hall_comment in page
    assert "书面向党委组织部提出" in page


def test_the_best_reads_of_no_consequence(top, cast, year, enter):
    result.opened(top)
    page = text(enter(cast.college_secretary).get(url("feedback", letter(year.statement(cast.college)).pk)))
    assert "优秀" not in page


def test_the_reader_acknowledges_and_objects(department, top, cast, year, enter):
    result.opened(top)
    one, reader = letter(year.statement(cast.college)), enter(cast.college_secretary)
    assert "看反馈意见" in text(reader.get(url("statement", one.outcome.statement_id)))
    assert "已阅知" in text(reader.post(url("feedback_acknowledge", one.pk), follow=True))
    long = reader.post(url("feedback_object", one.pk), {"objection": "长" * 1001})
    assert (long.status_code, "现在有 1001 字" in text(long), "长" * 1001 in text(long)) == (422, True, True)
    assert "异议已提出" in text(reader.post(url("feedback_object", one.pk), {"objection": "记录是全的。"}, follow=True))
    assert "1 件异议待答复" in text(department.get(url("round_feedback", top.pk)))
    department.post(url("feedback_answer", one.pk), {"answer": "已核实，维持。"})
    assert "已核实，维持。" in text(reader.get(url("feedback", one.pk)))


def test_after_the_days_the_page_says_whom_to_turn_to_and_keeps_the_text(top, cast, year, enter):
    result.opened(top, now=timezone.now() - timedelta(days=9))
    one, reader = letter(year.statement(cast.college)), enter(cast.college_secretary)
    assert "请当面或书面向党委组织部反映" in text(reader.get(url("feedback", one.pk)))
    late = reader.post(url("feedback_object", one.pk), {"objection": "还是有误。"})
    assert (late.status_code, "还是有误。" in text(late), "已过" in text(late)) == (422, True, True)


def test_a_corrected_letter_is_struck_and_leads_to_the_new_one(top, cast, year, enter):
    statement = year.statement(cast.other_college)
    result.opened(top)
    old, reader = letter(statement), enter(cast.other_college_secretary)
    result.corrected(top, statement, "best")
    assert "更正后的意见会另行反馈给您" in text(reader.get(url("feedback", old.pk)))
    assert reader.get(url("feedback", letter(statement).pk)).status_code == 404
    result.opened(top)
    assert "看更正后的意见" in text(reader.get(url("feedback", old.pk)))


def test_letters_are_taken_along(department, top, cast, year):
    one = letter(year.statement(cast.college))
    file = department.get(url("feedback_document", one.pk))
    assert b"".join(file.streaming_content)[:2] == b"PK"
    bundle = b"".join(department.get(url("feedback_documents", top.pk)).streaming_content)
    assert len(zipfile.ZipFile(io.BytesIO(bundle)).namelist()) == 3


NOBODY = (
    "college_secretary",
    "college_organizer",
    "other_college_secretary",
    "branch_secretary",
    "auditor",
    "outsider",
)


@pytest.mark.parametrize("role", NOBODY)
def test_before_it_is_given_there_is_no_letter(top, cast, year, enter, role):
    one, client = letter(year.statement(cast.college)), enter(getattr(cast, role))
    names = [("feedback", one.pk), ("feedback_document", one.pk), ("round_feedback", top.pk), ("consequences", top.pk),
             ("feedback_documents", top.pk), ("round_publication", top.pk), ("consequences_table", top.pk)]  # fmt: skip
    assert [client.get(url(*name)).status_code for name in names] == [404] * len(names)
    assert client.post(url("feedback_acknowledge", one.pk)).status_code == 404
    assert client.post(url("feedback_object", one.pk), {"objection": "x"}).status_code == 404


@pytest.mark.parametrize("role", NOBODY[1:])
def test_once_given_it_is_still_nobody_elses(top, cast, year, enter, role):
    result.opened(top)
    client = enter(getattr(cast, role))
    assert client.get(url("feedback", letter(year.statement(cast.college)).pk)).status_code == 404


SECRETS = ("号抓得实", "号支委会记录不全", "“一般”", "约谈提醒")


@pytest.mark.parametrize("role", ["college_secretary", "direct_secretary", "other_college_secretary", "auditor"])
def test_no_page_that_the_reviewed_open_tells_anything_before_it_is_given(top, cast, year, enter, role):
    client = enter(getattr(cast, role))
    pages = [
        reverse("accounts:home"),
        reverse("accounts:reminders"),
        url("statements"),
        url("publications"),
        url("rounds"),
    ]
    pages += [url("statement", year.statement(getattr(cast, one)).pk) for one in ("college", "direct_branch")]
    seen = "".join(text(client.get(page, {"history": 1}, follow=True)) for page in pages)
    assert not any(secret in seen for secret in SECRETS)


def test_the_top_sees_nothing_of_a_colleges_result_before_its_feedback(year, cast, enter):
    result.decided(year.below, "third")
    result.opened(year.below)
    client = enter(cast.department)
    board = text(client.get(url("round", year.below.pk), {"history": 1}))
    statement = text(client.get(url("statement", year.statement(cast.branch).pk), {"history": 1}))
    assert not any(secret in board + statement for secret in (*SECRETS, "研究、反馈和通报"))
    names = [("round_decision", year.below.pk), ("round_feedback", year.below.pk), ("consequences", year.below.pk)]
    assert [client.get(url(*name)).status_code for name in names] == [404] * 3
    assert not Outcome.objects.visible_to(cast.department).exists()


def test_the_list_asks_as_often_for_one_as_for_three(year, cast, enter):
    def queries(round_):
        client = enter(result.chiefs(round_)[0])
        client.get(url("round_feedback", round_.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("round_feedback", round_.pk)).status_code == 200
        return len(captured)

    result.decided(year.below, "best")
    few = queries(year.below)
    result.decided(year.top, "best", "second")
    assert queries(year.top) == few <= 12
