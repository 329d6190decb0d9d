"""A roster to take along: at once, and of a large area as a job."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Job, Organization
from accounts.services.house.job import run_job, start_job
from accounts.services.people import roster_export, roster_known

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(monkeypatch):
    """Any area is large, and the bar moves at every row."""
    monkeypatch.setitem(roster_known.AT_ONCE, Organization, 1)
    monkeypatch.setattr(roster_export, "STEP", 1)


def rows(data):
    book = load_workbook(io.BytesIO(data), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def there(cast):
    return reverse("accounts:roster_export", args=[cast.committee.pk])


def test_a_small_area_is_handed_over_at_once(cast, enter):
    response = enter(cast.department).get(there(cast))
    taken = rows(b"".join(response.streaming_content))
    assert (cast.branch.pk, "学生第一党支部") in {row[:2] for row in taken["党组织"]}
    assert "示例大学党委党组织和人员名册.xlsx" in roster_export.roster_name(cast.committee)


def test_a_large_area_is_written_as_a_job_with_the_same_rows(
    cast, enter, large, work_at_once, django_capture_on_commit_callbacks
):
    client = enter(cast.department)
    assert client.get(there(cast))["Location"] == reverse("accounts:roster_upload", args=[cast.committee.pk])
    assert f'action="{there(cast)}"' in client.get(client.get(there(cast))["Location"]).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(there(cast))
    job = Job.objects.get()
    assert response["Location"] == reverse("accounts:job", args=[job.pk])
    assert (job.state, job.total) == ("done", job.done + 1)
    file = b"".join(client.get(reverse("accounts:job_file", args=[job.pk])).streaming_content)
    assert rows(file) == rows(roster_export.export_roster(cast.committee, actor=cast.department))


def test_whoever_builds_there_no_more_gets_nothing(cast):
    asked = {"kind": roster_export.EXPORT, "subject": cast.committee.pk, "title": "导出校党委的名册"}
    job = start_job(cast.department, **asked)
    cast.department.appointments.update(ends="2025-01-01")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file) == ("failed", None)
