import io
import zipfile

import docx as python_docx
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services.house.job import run_job, start_job
from accounts.services.house.stored_file import path_of, read_file
from reviews.documents.collecting.package import members
from reviews.services.collecting.report import hand_in_report
from tests.reviews.documents.collecting.test_released import outside, reaching_out


@pytest.fixture
def report(cast, year):
    statement = year.statement(cast.college)
    return hand_in_report(
        statement, person=statement.person, data=reaching_out(), filename="a.docx", now=timezone.now()
    ).report


def fetched(client, name, report):
    response = client.get(reverse(f"reviews:{name}", args=[report.pk]))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def comments(data):
    """The notes of the check; python-docx would ask for a content type that the test's file does not have."""
    return members(data)["word/comments.xml"].decode()


def test_the_author_gets_the_very_bytes_back(cast, report, enter):
    assert fetched(enter(cast.college_secretary), "report_file", report) == reaching_out()
    assert read_file(report.file) == reaching_out()


@pytest.mark.parametrize("role", ["department", "head"])
def test_others_get_a_copy_that_leads_nowhere_and_names_nobody(cast, report, enter, role):
    parts = members(fetched(enter(getattr(cast, role)), "report_file", report))
    assert outside(parts) == ["https://www.example.edu.cn/"]
    assert "张秘书" not in parts["docProps/core.xml"].decode()


def test_the_bundle_holds_copies_too(cast, year, report):
    job = start_job(cast.department, kind="round_bundle", subject=year.top.pk, title="打包")
    run_job(job.pk)
    job.refresh_from_db()
    bundle = zipfile.ZipFile(io.BytesIO(read_file(job.file)))
    assert outside(members(bundle.read(bundle.namelist()[0]))) == ["https://www.example.edu.cn/"]


def test_the_author_takes_the_findings_home_as_comments(cast, report, enter):
    marked = fetched(enter(cast.college_secretary), "report_marked", report)
    assert all(finding.message in comments(marked) for finding in report.reading.findings)
    assert "张秘书" in members(marked)["docProps/core.xml"].decode()


def test_the_organizer_s_marked_copy_leads_nowhere_either(cast, report, enter):
    marked = members(fetched(enter(cast.department), "report_marked", report))
    assert outside(marked) == ["https://www.example.edu.cn/"]
    assert "张秘书" not in marked["docProps/core.xml"].decode()


@pytest.mark.parametrize("role", ["head", "college_organizer", "other_college_secretary", "auditor"])
def test_nobody_else_takes_the_marked_copy(cast, report, enter, role):
    response = enter(getattr(cast, role)).get(reverse("reviews:report_marked", args=[report.pk]))
    assert response.status_code == 404


def test_the_page_offers_the_marked_copy_to_author_and_organizer_alone(cast, report, enter):
    address, page = (reverse(f"reviews:{name}", args=[pk]) for name, pk in (
        ("report_marked", report.pk), ("statement", report.statement_id)
    ))  # fmt: skip
    seen = {role: address in enter(getattr(cast, role)).get(page).content.decode() for role in ROLES}
    assert seen == {"college_secretary": True, "department": True, "head": False}


def test_a_lost_file_is_told(cast, report, enter):
    path_of(report.file.sha256).unlink()
    page = enter(cast.department).get(reverse("reviews:report_marked", args=[report.pk]), follow=True)
    assert "这份文件在服务器上找不到了" in page.content.decode()


def test_handing_the_marked_copy_in_again_counts_no_comment(cast, year, enter):
    statement = year.statement(cast.college)
    document = python_docx.Document()
    for text in ("述职报告", "一、主要工作", "我讲了三次课。", "二、存在问题", "我去得少。"):
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    given = {"person": statement.person, "filename": "a.docx", "now": timezone.now()}
    first = hand_in_report(statement, data=buffer.getvalue(), **given).report
    marked = fetched(enter(cast.college_secretary), "report_marked", first)
    again = hand_in_report(statement, data=marked, **given).report
    assert (again.number, again.total) == (2, first.total)


ROLES = ("college_secretary", "department", "head")
