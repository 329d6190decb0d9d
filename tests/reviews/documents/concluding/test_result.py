"""Letters, lists and circulations as files."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from reviews.documents.concluding.consequence import barred_paper, barred_table
from reviews.documents.concluding.feedback import feedback_letter, letter_name
from reviews.documents.concluding.publication import addressee, publication_paper
from reviews.models import Consequence, Feedback
from reviews.pages.concluding.feedback import letters_of
from tests import result

TODAY = timezone.localdate()


@pytest.fixture
def top(year):
    result.decided(year.top, "best", "second", "third")
    return result.fresh(year.top)


def paragraphs(data):
    return [one.text for one in Document(io.BytesIO(data)).paragraphs if one.text]


def test_a_letter_opens_with_the_name_and_closes_with_its_day(top):
    now = timezone.now() - timedelta(days=2)
    given, one = timezone.localdate(now), result.opened(top, now=now)[2]
    lines = paragraphs(feedback_letter(one, letters_of([one])[one.pk], TODAY))
    assert "谢红同志：" in lines
    assert lines[-2:] == ["党委组织部", f"{given.year}年{given.month}月{given.day}日"]
    assert letter_name(one) == "图书馆直属党支部 谢红 反馈书.docx"


def test_letters_cost_two_queries_however_many(top, django_assert_num_queries):
    letters = list(Feedback.objects.for_pages())
    with django_assert_num_queries(2):
        assert len(letters_of(letters)) == 3


def test_a_formula_stays_a_text(top, cast):
    cast.direct_secretary.name = "=1+1"
    cast.direct_secretary.save()
    rows = list(Consequence.objects.of_kind("not_excellent").for_pages().in_order())
    sheet = load_workbook(io.BytesIO(barred_table(top, rows))).active
    assert [cell.data_type for cell in sheet["C"][2:]] == ["s", "s"]
    assert len(Document(io.BytesIO(barred_paper(top, rows, TODAY))).tables[0].rows) == 3


@pytest.mark.parametrize(
    ("scope", "who"),
    [
        ("reviewed", "参加述职评议考核的各党组织书记"),
        ("organization", "示例大学党委各委员"),
        ("subtree", "示例大学党委所属各党组织"),
    ],
)
def test_a_circulation_is_addressed_to_its_scope(year, scope, who):
    result.evaluating(year.top)
    result.confirmed(result.entered(year.top, scope=scope))
    result.fed_back(year.top)
    issued = result.issued(year.top)
    assert addressee(issued) == who
    lines = paragraphs(publication_paper(issued, title="通报", contents=issued.contents, today=TODAY))
    assert f"{who}：" in lines
    assert "附件：综合评价等次名单" in lines
