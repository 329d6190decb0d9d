import io

import docx as python_docx
import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import SpeakingVersion
from reviews.services.collecting.report import hand_in_report
from tests import docx


@pytest.fixture
def report(cast, year):
    statement = year.statement(cast.college)
    return hand_in_report(
        statement, person=statement.person, data=docx.report(), filename="a.docx", now=timezone.now()
    ).report


@pytest.fixture
def secretary(cast, enter):
    return enter(cast.college_secretary)


def url(name, report):
    return reverse(f"reviews:{name}", args=[report.statement_id])


def save(client, report, kept, seen=0):
    return client.post(url("speaking", report), {"kept": kept, "report": report.pk, "seen": seen})


def text(response):
    return response.content.decode()


def test_the_page_says_how_much_is_too_much(secretary, report):
    page = text(secretary.get(url("speaking", report)))
    assert "口述稿：5 分钟约 1100 字" in page
    assert "还多 800 字" in page


def test_a_choice_is_kept_and_counted(secretary, report):
    page = text(secretary.get(save(secretary, report, [3, 4])["Location"]))
    assert "口述稿已存，700 字，5 分钟念得完。" in page
    assert "时间够，还余 400 字" in page
    assert page.count("checked") == 2


def test_nothing_ticked_is_asked_about_and_nothing_kept(secretary, report):
    response = save(secretary, report, [])
    assert response.status_code == 422
    assert "请至少勾一段要讲的" in text(response)
    assert SpeakingVersion.objects.count() == 0


def test_who_was_slower_keeps_the_ticks(secretary, report):
    save(secretary, report, [3])
    response = save(secretary, report, [4, 5])
    assert response.status_code == 422
    assert "您的勾选还在下面，没有存" in text(response)
    assert text(response).count("checked") == 2
    assert save(secretary, report, [4, 5], seen=1).status_code == 302


def test_a_paragraph_that_never_was_is_refused(secretary, report):
    assert save(secretary, report, [99]).status_code == 422


def test_the_word_file_holds_what_is_spoken_alone(secretary, report):
    save(secretary, report, [3, 4])
    response = secretary.get(url("speaking_file", report))
    written = [one.text for one in python_docx.Document(io.BytesIO(b"".join(response.streaming_content))).paragraphs]
    assert "二、存在的突出问题" in written
    assert "一、主要工作和做法" not in written


def test_practising_shows_the_text_and_the_clock(secretary, report):
    save(secretary, report, [3, 4])
    page = text(secretary.get(url("practice", report)))
    assert "计时练习：5 分钟" in page
    assert "二、存在的突出问题" in page
    assert "一、主要工作和做法" not in page


@pytest.mark.parametrize("name", ["speaking_file", "practice"])
def test_before_a_choice_is_saved_one_is_led_there(secretary, report, name):
    page = secretary.get(url(name, report), follow=True)
    assert "先把要讲的段落勾好" in text(page)


def test_without_a_report_there_is_nothing_to_choose_from(cast, year, enter):
    statement = year.statement(cast.direct_branch)
    page = enter(cast.direct_secretary).get(reverse("reviews:speaking", args=[statement.pk]), follow=True)
    assert "交了述职报告以后" in text(page)


def test_a_new_version_begins_with_what_was_kept(secretary, cast, year, report):
    save(secretary, report, [3, 4])
    statement = year.statement(cast.college)
    data = docx.report(achievements=500)
    hand_in_report(statement, person=statement.person, data=data, filename="b.docx", now=timezone.now())
    assert text(secretary.get(url("speaking", report))).count("checked") == 2


@pytest.mark.parametrize("role", ["department", "head", "other_college_secretary", "auditor"])
def test_it_is_the_author_s_alone(cast, enter, secretary, report, role):
    save(secretary, report, [3, 4])
    other = enter(getattr(cast, role))
    for name in ("speaking", "speaking_file", "practice"):
        assert other.get(url(name, report)).status_code == 404
    assert save(other, report, [3], seen=1).status_code == 404


def test_the_pages_take_few_queries(secretary, report, django_assert_max_num_queries):
    save(secretary, report, [3, 4])
    secretary.get("/")
    for name in ("speaking", "practice"):
        with django_assert_max_num_queries(12):
            secretary.get(url(name, report))
