import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.services.house.job import run_job, start_job
from accounts.services.house.stored_file import read_file
from accounts.services.people.appointment import appoint
from reviews.models import Statement
from reviews.services.collecting.report import hand_in_report
from reviews.services.collecting.statement import add_statements, hand_over_statement
from reviews.services.preparing.round import exempt_statement, leaving_posts
from tests import docx
from tests.cast import open_year


def modes(round_):
    return {row.organization.name: row.mode for row in round_.statements.select_related("organization")}


def test_a_round_asks_every_direct_subordinate_with_a_secretary(year):
    assert modes(year.top) == {
        "机电工程学院党总支": "on_stage",
        "外国语学院党总支": "on_stage",
        "图书馆直属党支部": "written",
    }


def test_a_college_asks_its_own_branches_alone(year):
    assert list(modes(year.below)) == ["学生第一党支部"]


def test_who_does_not_report_has_a_reason_and_an_approver(cast, year):
    statement = exempt_statement(year.statement(cast.branch), reason="10月后新成立", approved_by=cast.college_secretary)
    assert statement.is_exempt
    with pytest.raises(ValidationError):
        exempt_statement(year.statement(cast.other_branch), reason="", approved_by=cast.head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=year.statement(cast.other_branch).pk).update(mode="not_this_year")


def test_the_bundle_holds_every_current_report_under_its_name(cast, year):
    for name in ("college", "direct_branch"):
        statement = year.statement(getattr(cast, name))
        hand_in_report(statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now())
    job = start_job(cast.department, kind="round_bundle", subject=year.top.pk, title="打包")
    run_job(job.pk)
    job.refresh_from_db()
    archive = zipfile.ZipFile(io.BytesIO(read_file(job.file)))
    assert archive.namelist() == [
        "01 机电工程学院党总支 周正明 第1稿.docx",
        "02 图书馆直属党支部 谢红 第1稿.docx",
    ]
    assert archive.read(archive.namelist()[0]) == docx.good()
    assert (job.done, job.total) == (2, 2)


@pytest.fixture
def handover_day(cast):
    """The old secretary's last day is the new one's first."""
    today = timezone.localdate()
    cast.college_secretary.appointments.update(ends=today)
    appoint(cast.outsider, organization=cast.college, role="secretary", starts=today)


def test_on_a_handover_day_the_new_secretary_reports(cast, handover_day):
    year = open_year(cast)
    assert year.statement(cast.college).person == cast.outsider
    assert [post.person for post in leaving_posts(cast.committee)] == [cast.college_secretary]


def test_a_list_made_earlier_keeps_its_one_secretary_on_a_handover_day(cast, year, handover_day):
    assert add_statements(year.top, actor=cast.department) == []
    handed = hand_over_statement(year.statement(cast.college), actor=cast.department)
    assert handed.person == cast.outsider
