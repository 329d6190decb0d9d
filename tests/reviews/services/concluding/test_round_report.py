import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from reviews.models import RoundReport
from reviews.services.collecting.acceptance import accept_report
from reviews.services.collecting.report import hand_in_report
from reviews.services.concluding.round_report import (
    RoundReportClosed,
    RoundReportOvertaken,
    draft_round_report,
    file_round_report,
)
from reviews.services.preparing.round import exempt_statement
from tests import docx
from tests.cast import visit as write


def file(round_, person, text="一、组织实施情况\n都已述职。", seen=0):
    return file_round_report(round_, person=person, text=text, seen=seen, now=timezone.now())


def test_a_filed_report_can_be_replaced(cast, year):
    file(year.below, cast.college_organizer)
    again = file(year.below, cast.college_organizer, "改好了。", seen=1)
    assert (RoundReport.objects.count(), again.number, again.text) == (1, 2, "改好了。")


def test_a_double_click_files_once(cast, year):
    file(year.below, cast.college_organizer)
    with pytest.raises(RoundReportOvertaken, match="方敏在"):
        file(year.below, cast.college_organizer)


def test_once_the_round_above_is_decided_nothing_is_replaced(cast, year):
    year.top.stage = "decided"
    year.top.save()
    with pytest.raises(RoundReportClosed, match="上级的这一轮已经研究确定"):
        file(year.below, cast.college_organizer)


def test_the_top_reports_until_its_archive(cast, year):
    year.top.stage = "published"
    year.top.save()
    assert file(year.top, cast.department).number == 1


def test_the_trail_holds_no_text(cast, year):
    file(year.below, cast.college_organizer)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.before, entry.after) == ("报送情况报告", {}, {"number": 1})


@pytest.mark.parametrize("broken", [{"text": ""}, {"number": 0}])
def test_the_database_refuses_an_empty_report(cast, year, broken):
    report = file(year.below, cast.college_organizer)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundReport.objects.filter(pk=report.pk).update(**broken)


def test_a_round_is_reported_once(cast, year):
    file(year.below, cast.college_organizer)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundReport.objects.create(round=year.below, text="又一份", filed_by=cast.head, filed_at=timezone.now())


def test_the_draft_says_what_the_round_holds(cast, year):
    statement = year.statement(cast.college)
    report = hand_in_report(
        statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now()
    ).report
    accept_report(report, person=cast.department, now=timezone.now())
    write(statement, person=cast.department)
    exempt_statement(year.statement(cast.direct_branch), reason="成立未满半年", approved_by=cast.head)
    text = draft_round_report(year.top, timezone.localdate())
    assert "组织所属2个党组织的书记述职，其中现场述职2名。图书馆直属党支部本年度不述职（成立未满半年）。" in text
    assert "去了机电工程学院党总支，外国语学院党总支尚未去。" in text
    assert "1名书记已交，外国语学院党总支未交。经逐份审阅，接收1份。" in text


def test_the_draft_tells_nothing_of_what_visits_saw(cast, year):
    write(year.statement(cast.college), person=cast.department)
    assert "记录不全" not in draft_round_report(year.top, timezone.localdate())
