import io

import pytest
from docx import Document
from openpyxl import load_workbook

from reviews.documents.concluding.grades import MeetingPapers, ProposalRow, meeting_papers, proposals_table

ROW = ProposalRow(
    "机电工程学院党总支",
    "周正明",
    "现场述职",
    "较好",
    "=1+1",
    "抓得实。",
    "缺3次。\n没有谈话。",
    ["没有实地调研的记录"],
)
PAPERS = MeetingPapers(
    organization="示例大学党委",
    year=2026,
    rows=[ROW, ProposalRow("外国语学院党总支", "刘晓梅", "现场述职", "", "", "", "", [])],
    counts=[("好", 0), ("较好", 1), ("一般", 0), ("差", 0)],
    limits=["“好”：3 人 × 1/3 = 1，最多 1 人"],
    incomplete=1,
    hidden=1,
)


@pytest.fixture(scope="module")
def document():
    return Document(io.BytesIO(meeting_papers(PAPERS, 3)))


def texts(document):
    return [one.text for one in document.paragraphs if one.text]


def test_every_copy_has_its_number_above_every_page(document):
    heads = [section.header.paragraphs[0].text for section in document.sections]
    even = [section.even_page_header.paragraphs[0].text for section in document.sections]
    assert heads == even == [f"第 {number} 份　会后收回" for number in (1, 2, 3)]
    assert len(document.tables) == 3


def test_the_papers_say_what_is_proposed_and_by_whom_it_is_decided(document):
    found = texts(document)
    for line in (
        "本轮综合评价3人。拟“好”0人，拟“较好”1人，拟“一般”0人，拟“差”0人。",
        "“好”：3 人 × 1/3 = 1，最多 1 人。",
        "另有1人由其他同志拟定，不在本材料中。",
        "等次由党组织集体研究确定，以上为拟定建议。",
        "肯定成绩：抓得实。",
        "指出问题：缺3次。没有谈话。",
        "1．周正明同志：没有实地调研的记录。",
    ):
        assert line in found
    assert [cell.text for cell in document.tables[0].rows[2].cells] == ["外国语学院党总支", "刘晓梅", "未拟", ""]


def test_without_anything_to_note_there_is_no_such_chapter():
    plain = MeetingPapers("某党委", 2026, [], [("好", 0)], [], 0, 0)
    assert "四、请会议留意" not in texts(Document(io.BytesIO(meeting_papers(plain, 1))))


def test_the_table_holds_texts_and_no_formula():
    sheet = load_workbook(io.BytesIO(proposals_table(PAPERS))).active
    assert [cell.value for cell in sheet[3]][:6] == ["1", "机电工程学院党总支", "周正明", "现场述职", "较好", "=1+1"]
    assert sheet["F3"].data_type == "s"
