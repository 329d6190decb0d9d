import io

import pytest
from docx import Document

from reviews.documents.hearing.visit import visit_record
from reviews.models import Visit
from tests.cast import visit as write


@pytest.fixture
def record(cast, year):
    """The record of two visits, the second with company and without a problem."""
    statement = year.statement(cast.college)
    write(statement, person=cast.department)
    write(statement, person=cast.head, companions="林静", place="实训车间", text="看了现场。\n大家愿意来。")
    data = visit_record(statement, list(Visit.objects.for_pages().order_by("pk")))
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs if paragraph.text]


def test_the_record_says_when_where_who_and_what(record):
    assert record[1] == "述职书记：周正明同志"
    assert record[4:9] == [
        "地点：党员活动室",
        "调研人：林静",
        "（一）看到听到的",
        "活动室整齐。会议记录不全。大家愿意来。",
        "（二）反映的问题",
    ]


def test_a_visit_without_problems_lists_none(record):
    assert record[-4:-1] == ["（一）看到听到的", "看了现场。", "大家愿意来。"]
    assert "调研人：张怀远；同行：林静" in record


def test_the_record_says_who_may_have_it(record):
    assert record[-1].startswith("本记录在党组织会议研究之前")
