import io
from datetime import date

from docx import Document

from rectification.documents.circular import CircularText, circular_docx
from rectification.rules.circular import Line, Section


def test_the_circular_lists_and_ranks_nobody():
    line = Line("甲党总支", "记录不全。", "周正明", "2027年3月31日", "逾期12天")
    lists = [Section("overdue", "逾期未完成的事项", "要尽快改完。", (line,))]
    text = CircularText("通报", "甲党总支", "截至今天。", lists, "对照台账。", "党委组织部", date(2027, 4, 12))
    document = Document(io.BytesIO(circular_docx(text)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [one for one in texts if one.startswith(("一、", "二、"))] == ["一、逾期未完成的事项", "二、下一步要求"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [
        "甲党总支", "记录不全。", "周正明", "2027年3月31日", "逾期12天",
    ]  # fmt: skip
    assert texts[2] == "甲党总支："
    assert texts[-2:] == ["党委组织部", "2027年4月12日"]
    assert document.core_properties.author == ""
