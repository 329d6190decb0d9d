import io

import pytest
from django.utils import timezone
from docx import Document

from reviews.documents.concluding.round_report import report_addressee, round_report_paper
from reviews.models import RoundReport


@pytest.fixture
def paper(cast, year):
    report = RoundReport.objects.create(
        round=year.below, text="一、基本情况\n都已述职。", filed_by=cast.college_organizer, filed_at=timezone.now()
    )
    document = Document(io.BytesIO(round_report_paper(report)))
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_the_report_goes_to_the_organization_department(paper):
    today = timezone.localdate()
    assert paper[-5:] == [
        ("公文顶格", "党委组织部："),
        ("公文一级标题", "一、基本情况"),
        ("公文正文", "都已述职。"),
        ("公文落款", "机电工程学院党总支"),
        ("公文落款", f"{today.year}年{today.month}月{today.day}日"),
    ]


def test_its_title_names_who_reports_on_what(paper, year):
    title = "".join(text for style, text in paper if style == "公文标题")
    assert title == f"机电工程学院党总支关于{year.cycle.year}年度基层党组织书记抓党建述职评议考核工作情况的报告"


def test_the_top_reports_beyond_the_system(year):
    assert report_addressee(year.top) == "上级党委组织部"
