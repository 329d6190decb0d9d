import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.services.duty.outstanding import gather_outstanding
from reviews.models import Cycle, FollowUp, Report, Statement
from reviews.services.collecting.acceptance import accept_report
from reviews.services.collecting.follow_up import promises, said_of, say_follow_up
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.round import open_round
from tests import docx
from tests.rectification.scene import item_in, ledger_of

PLAN = ("一是3月底前配齐实训中心党支部委员。", "二是每季度到退休教师支部座谈一次。")


def last_year(year, cast, *, accepted=True):
    """Let the college have reported last year, with PLAN as what it promised."""
    before = year.cycle.year - 1
    cycle = Cycle.objects.create(year=before, notice_title="通知", issued_on=f"{before}-12-01")
    now = timezone.now()
    round_ = open_round(cycle, organization=cast.committee, report_due=now + timezone.timedelta(days=1))
    statement = Statement.objects.for_pages().get(round=round_, organization=cast.college)
    parts = (
        "一、主要工作和做法",
        docx.filler(200),
        "二、存在的突出问题",
        docx.filler(200),
        "三、下一步工作打算",
        *PLAN,
    )
    data = docx.docx("述职报告", *parts)
    report = hand_in_report(statement, person=statement.person, data=data, filename="a.docx", now=now).report
    if accepted:
        accept_report(report, person=cast.department, now=now)
    return report


def texts(statement):
    open_items = gather_outstanding([statement.organization], timezone.localdate())
    return [one.text for one in promises(statement, open_items)]


def test_last_year_s_plan_and_what_is_open_are_asked_for(cast, year):
    last_year(year, cast)
    statement = year.top.statements.for_pages().get(organization=cast.college)
    item_in(ledger_of(statement), cast.college_secretary, "组织生活会记录不全。")
    expected = ["组织生活会记录不全。", "3月底前配齐实训中心党支部委员。", "每季度到退休教师支部座谈一次。"]
    assert texts(statement) == expected


def test_a_report_that_was_not_accepted_promises_nothing(cast, year):
    last_year(year, cast, accepted=False)
    assert texts(year.top.statements.for_pages().get(organization=cast.college)) == []


def test_another_organization_s_promises_are_not_asked_for(cast, year):
    last_year(year, cast)
    assert texts(year.top.statements.for_pages().get(organization=cast.other_college)) == []


def say(statement, *, is_mentioned, key="item-1"):
    now = timezone.now()
    return say_follow_up(statement, person=statement.person, key=key, is_mentioned=is_mentioned, now=now)


def test_the_author_s_last_word_counts_for_every_version(cast, year):
    statement = year.statement(cast.college)
    say(statement, is_mentioned=True)
    say(statement, is_mentioned=False)
    assert said_of(statement) == {"item-1": False}
    assert FollowUp.objects.visible_to(cast.college_secretary).count() == 1
    assert not FollowUp.objects.visible_to(cast.department)
    assert not FollowUp.objects.editable_by(cast.head)


def test_nothing_of_it_stands_with_the_report(cast, year):
    last_year(year, cast)
    Cycle.objects.update(focus_points=["流动党员"])
    statement = year.top.statements.for_pages().get(organization=cast.college)
    now = timezone.now()
    report = hand_in_report(statement, person=statement.person, data=docx.good(), filename="a.docx", now=now).report
    stored = str(Report.objects.filter(pk=report.pk).values().get())
    assert "流动党员" not in stored
    assert "退休教师支部" not in stored


def test_the_database_keeps_one_word_a_matter_and_no_matter_without_a_name(cast, year):
    statement = year.statement(cast.college)
    said = say(statement, is_mentioned=True)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_followup SET key = ''")
    said.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        said.save()
