"""The pages of circulation and of what follows from the results."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from reviews.models import Consequence, Publication
from tests import result


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


def content(response):
    return io.BytesIO(b"".join(response.streaming_content))


def test_draft_look_issue_read(department, enter, cast, top):
    assert "先反馈，后通报" in text(department.get(url("round_publication", top.pk)))
    result.fed_back(top)
    assert "请归纳" in text(department.get(url("round_publication", top.pk)))
    preview = department.post(url("round_publication", top.pk), {"text": result.TEXT, "seen": 0}, follow=True)
    assert "草稿" in text(preview)
    draft = Publication.objects.get()
    look = department.get(url("publication_issue", draft.pk))
    assert "参加本轮述职的书记都看得到" in text(look)
    data = {"seen": 1, "shown": look.context["shown"], "reason": ""}
    done = department.post(url("publication_issue", draft.pk), data, follow=True)
    assert "已印发" in text(done)
    reader = enter(cast.college_secretary)
    assert "图书馆直属党支部" in text(reader.get(url("publication", draft.pk)))
    assert "示例大学党委" in text(reader.get(url("publications")))
    paper = Document(content(reader.get(url("publication_document", draft.pk))))
    assert [one.text for one in paper.tables[0].rows[3].cells] == ["3", "图书馆直属党支部", "谢红", "一般"]


def test_looking_does_not_issue_and_a_stale_look_neither(department, cast, top, enter):
    result.fed_back(top)
    draft = result.drafted(top)
    department.get(url("publication_issue", draft.pk))
    enter(cast.head).post(url("round_publication", top.pk), {"text": "改过。", "seen": 1})
    stale = department.post(url("publication_issue", draft.pk), {"seen": 1, "shown": "", "reason": "不等了"})
    assert (stale.status_code, "张怀远在" in text(stale), "改过。" in text(stale)) == (422, True, True)
    assert not Publication.objects.issued().exists()


def test_who_saves_second_is_told_and_keeps_the_text(department, cast, top, enter):
    result.fed_back(top)
    result.drafted(top)
    second = enter(cast.head).post(url("round_publication", top.pk), {"text": "我写的。", "seen": 0})
    assert (second.status_code, "林静在" in text(second), "我写的。" in text(second)) == (422, True, True)
    assert second.context["form"]["seen"].value() == 1


@pytest.mark.parametrize("role", ["branch_secretary", "college_organizer", "outsider", "auditor"])
def test_out_of_scope_there_is_no_circulation(cast, enter, top, role):
    result.fed_back(top)
    publication, client = result.issued(top), enter(getattr(cast, role))
    assert client.get(url("publication", publication.pk)).status_code == 404
    assert client.get(url("publication_document", publication.pk)).status_code == 404
    assert "还没有发给您的通报" in text(client.get(url("publications")))


def test_a_corrected_circulation_says_so(department, cast, enter, top, year):
    result.fed_back(top)
    first = result.issued(top)
    result.corrected(top, year.statement(cast.other_college), "best")
    result.opened(top)
    result.issued(top, result.drafted(top, "更正如下。"))
    reader = enter(cast.college_secretary)
    assert "部分内容已更正" in text(reader.get(url("publication", first.pk)))
    assert [corrected for _, corrected in reader.get(url("publications")).context["rows"]] == [False, True]
    assert "等次更正情况的通报" in "".join(
        reader.get(url("publication", Publication.objects.latest("pk").pk)).context["title_lines"]
    )


def test_the_list_for_personnel_goes_out_and_is_signed_for(department, top):
    page = department.get(url("consequences", top.pk))
    rows = [one.pk for one in page.context["to_send"]]
    assert "2 人还没有送人事" in text(page)
    wrong = department.post(url("consequences_sent", top.pk), {"row": rows, "sent_on": "2200-01-01", "receipt": "王芳"})
    assert (wrong.status_code, "这一天还没有到" in text(wrong), "王芳" in text(wrong)) == (422, True, True)
    data = {"row": rows, "sent_on": timezone.localdate().isoformat(), "receipt": "王芳"}
    assert "已登记 2 人" in text(department.post(url("consequences_sent", top.pk), data, follow=True))
    assert "没有要登记的" in text(department.post(url("consequences_sent", top.pk), data, follow=True))


def test_the_papers_for_personnel_name_no_grade(department, top):
    table = load_workbook(content(department.get(url("consequences_table", top.pk)))).active
    names = [row[2].value for row in table.iter_rows(min_row=3)]
    letter = Document(content(department.get(url("consequences_document", top.pk))))
    said = "".join(one.text for one in letter.paragraphs)
    assert names == ["刘晓梅", "谢红"]
    assert "不得评定为“优秀”" in said
    assert "较好" not in said


def test_ids_from_elsewhere_are_not_marked_as_sent(year, cast, enter, top):
    result.decided(year.below, "third")
    foreign = Consequence.objects.get(kind="not_excellent", outcome__decision__round=year.below)
    data = {"row": [foreign.pk], "sent_on": timezone.localdate().isoformat(), "receipt": "王芳"}
    enter(cast.department).post(url("consequences_sent", top.pk), data)
    foreign.refresh_from_db()
    assert foreign.sent_on is None


def test_the_board_leads_on_by_stage(department, top, year):
    labels = [words for words, _ in department.get(url("round", top.pk)).context["result_links"]]
    assert labels == ["研究确定", "反馈", "结果运用"]
    result.fed_back(top)
    labels = [words for words, _ in department.get(url("round", top.pk)).context["result_links"]]
    assert labels == ["研究确定", "反馈", "结果运用", "通报"]
    assert department.get(url("round", year.below.pk)).context["result_links"] == []
