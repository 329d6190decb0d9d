"""What the author is asked and may take back on the statement page (WORDCHECK §3)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Report, Round
from reviews.services.collecting.report import hand_in_report
from tests import docx


@pytest.fixture
def statement(cast, year):
    return year.statement(cast.college)


@pytest.fixture
def secretary(cast, enter):
    return enter(cast.college_secretary)


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def hand_in(statement, data=None):
    given = {"person": statement.person, "filename": "a.docx", "now": timezone.now()}
    return hand_in_report(statement, data=data or docx.thin(), **given).report


def text(response):
    return response.content.decode()


def test_a_correction_can_be_taken_back(secretary, statement):
    report = hand_in(statement)
    read = report.reading.paragraphs
    secretary.post(url("correct_reading", report.pk), {"paragraph": ["0", "4"], "part": "plan"})
    assert "恢复系统的读法" in text(secretary.get(url("statement", statement.pk)))
    secretary.post(url("correct_reading", report.pk), {"paragraph": ["0", "4"], "part": "as_read"})
    report = Report.objects.get(pk=report.pk)
    assert (report.corrections, report.reading.paragraphs) == ({}, read)
    assert "恢复系统的读法" not in text(secretary.get(url("statement", statement.pk)))


def test_what_waits_for_the_author_is_asked_before_a_way_is_told(secretary, statement):
    mixed = docx.filler(150) + "下一步要每月到一个支部去一次，当场解决。"
    hand_in(statement, docx.docx("述职报告", "一、主要做法", docx.filler(300), "二、存在问题及努力方向", mixed, mixed))
    page = text(secretary.get(url("statement", statement.pk)))
    assert ("不符合：工作总结偏长" in page, "一次改到位" in page, "去确认" in page) == (True, False, True)
    assert page.count('<a class="btn btn-primary') == 1


def test_once_the_round_has_gone_on_no_answer_is_offered_that_nobody_takes(secretary, statement):
    hand_in(statement)
    offered = []
    for stage in ("collecting", "meeting"):
        Round.objects.filter(pk=statement.round_id).update(stage=stage)
        offered.append("data-correct" in text(secretary.get(url("statement", statement.pk))))
    assert offered == [True, False]
