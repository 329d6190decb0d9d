import io

import pytest
from django.utils import timezone
from docx import Document

from reviews.documents.hearing.comment_sheet import comment_sheet
from reviews.documents.hearing.minutes import minutes_document
from reviews.documents.hearing.order_list import order_list
from reviews.pages.hearing.minutes import sheet_rows
from reviews.services.collecting.report import hand_in_report
from tests import docx, hall
from tests.rectification.scene import in_days, item_in, ledger_of


@pytest.fixture
def meeting(cast, year):
    hand_in_report(
        year.statement(cast.college), person=cast.college_secretary, data=docx.good(), filename="a.docx",
        now=timezone.now(),
    )  # fmt: skip
    return hall.hold(*[year.statement(one) for one in (cast.college, cast.other_college, cast.direct_branch)])


def read(data):
    return Document(io.BytesIO(data))


def test_the_sheet_gives_every_speaker_a_page_with_the_reports_figures(meeting):
    text = [paragraph.text for paragraph in read(comment_sheet(meeting, sheet_rows(meeting))).paragraphs]
    assert text.count("点　评　稿") == 3
    assert "机电工程学院党总支书记　周正明同志（第 1 位，现场述职）" in text
    assert "图书馆直属党支部书记　谢红同志（书面述职，会上点评）" in text
    assert "第 1 稿，全文 1914 字，查摆问题 700 字，占 37%。" in text
    assert text.count("还没有交稿。") == 2


def test_the_order_at_the_door_lists_the_speakers_and_names_the_written(meeting):
    paper = read(order_list(meeting, meeting.speeches.for_pages()))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows == [
        ["顺序", "党组织", "述职人"],
        ["1", "机电工程学院党总支", "周正明"],
        ["2", "外国语学院党总支", "刘晓梅"],
    ]
    assert "书面述职，会上一并点评：谢红（图书馆直属党支部）。" in [one.text for one in paper.paragraphs]


def test_the_minutes_keep_every_line_and_no_author(meeting):
    paper = read(minutes_document(meeting, "时间：今天\n\n一切顺利。"))
    assert [one.text for one in paper.paragraphs] == ["述职评议会会议记录", "", "时间：今天", "一切顺利。"]
    assert paper.core_properties.author == ""


def test_the_sheet_tells_what_is_still_to_be_put_right(cast, meeting):
    item_in(ledger_of(meeting.speeches.first().statement), cast.college_secretary, "活动室漏雨。", deadline=in_days(-3))
    text = [paragraph.text for paragraph in read(comment_sheet(meeting, sheet_rows(meeting))).paragraphs]
    day = in_days(-3)
    assert f"活动室漏雨（逾期，{day.year}年{day.month}月{day.day}日到期）" in text
    assert text.count("还没有改完的整改事项") == 1


def test_every_speaker_stands_on_a_page_of_their_own(meeting):
    paragraphs = read(comment_sheet(meeting, sheet_rows(meeting))).paragraphs
    breaks = [one.text for one in paragraphs if one.paragraph_format.page_break_before]
    assert breaks == ["点　评　稿"] * 2
