"""越权检查: one look over all rights and accounts, its result kept, and what was mended since marked."""

import io
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Appointment, AuditEntry, Job, Person, RightsCheck, StoredFile
from accounts.services.house.job import run_job, start_job
from accounts.services.people.appointment import appoint
from accounts.services.people.rights_check import CHECK, SHOWN
from tests import cast as casting

pytestmark = pytest.mark.django_db
HEADING = re.compile(r'<h2 id="list-\d">([^<]*?)(?: \d+ 人)?</h2>')
PAGE, RUN, FILE = (reverse(f"accounts:rights_check{part}") for part in ("", "_run", "_file"))


def checked(client):
    """Have everything looked over, and return the page by its headings."""
    client.post(RUN)
    run_job(Job.objects.filter(kind=CHECK).latest("pk").pk)
    return sections(client)


def sections(client):
    page = client.get(PAGE).content.decode()
    parts = [part for part in page.split("<section") if HEADING.search(part)]
    return page, {HEADING.search(part)[1]: part for part in parts}


def test_before_the_first_check_the_page_says_what_it_would_do(cast, enter):
    page = enter(cast.security_administrator).get(PAGE).content.decode()
    assert "还没有检查过" in page
    assert enter(cast.security_administrator).get(FILE).status_code == 404


def test_the_check_names_what_looks_wrong(cast, enter):
    appoint(cast.college_secretary, organization=cast.college, role=Appointment.Role.ORGANIZER, starts=date(2026, 1, 1))
    Person.objects.filter(pk=cast.auditor.pk).update(is_active=False)
    page, found = checked(enter(cast.security_administrator))
    assert "现在没有安全审计员" in page
    assert "周正明" in found["一人有几项权限"]
    assert "万里" in found["没有任职，却可以登录"]
    assert 'class="who"' not in found["管理员还有别的权限"]
    assert "周正明" not in found["没有任职，却可以登录"]


def test_who_was_put_right_since_is_marked(cast, enter):
    client = enter(cast.security_administrator)
    _, found = checked(client)
    assert "已处理" not in found["没有任职，却可以登录"]
    Person.objects.filter(pk=cast.outsider.pk).update(is_active=False)
    _, found = sections(client)
    row = next(part for part in found["没有任职，却可以登录"].split("<tr>") if "万里" in part)
    assert "已处理" in row


def test_the_away_are_those_whom_half_a_year_has_not_seen(cast, enter):
    long_ago = timezone.now() - timedelta(days=181)
    Person.objects.update(last_login=timezone.now())
    Person.objects.filter(pk=cast.branch_secretary.pk).update(last_login=long_ago)
    Person.objects.filter(pk=cast.head.pk).update(last_login=None, password_issued_at=long_ago)
    _, found = checked(enter(cast.security_administrator))
    away = found["180 天没有登录"]
    assert [one.name in away for one in (cast.branch_secretary, cast.head, cast.department)] == [True, True, False]


def test_with_a_single_sign_on_nobody_needs_a_password_to_log_in(cast, enter, settings):
    cast.outsider.set_unusable_password()
    cast.outsider.save()
    client = enter(cast.security_administrator)
    assert "万里" not in checked(client)[1]["没有任职，却可以登录"]
    settings.CAS_URL = "https://cas.example"
    assert "万里" in checked(client)[1]["没有任职，却可以登录"]


def test_the_file_holds_everybody_and_the_page_the_first_fifty(cast, enter):
    for number in range(SHOWN + 10):
        casting.person(f"9{number:05}", f"=离任{number}")
    client = enter(cast.security_administrator)
    _, found = checked(client)
    part = found["没有任职，却可以登录"]
    assert (part.count('class="who"'), "在下载的清单里" in part) == (SHOWN, True)
    sheet = load_workbook(io.BytesIO(b"".join(client.get(FILE).streaming_content))).active
    rows = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "没有任职，却可以登录"]
    assert len(rows) >= SHOWN + 10
    assert {row[1].data_type for row in rows} == {"s"}


def test_another_check_takes_the_place_of_the_last_and_of_its_file(cast, enter):
    client = enter(cast.security_administrator)
    checked(client)
    first = RightsCheck.objects.get()
    Person.objects.filter(pk=cast.outsider.pk).update(is_active=False)
    checked(client)
    assert RightsCheck.objects.get().pk != first.pk
    assert not StoredFile.objects.filter(pk=first.file_id).exists()
    entry = AuditEntry.objects.filter(verb="检查权限").latest("pk")
    assert (entry.actor, entry.after["unposted"]) == (
        cast.security_administrator,
        RightsCheck.objects.get().report["unposted"]["count"],
    )


def test_it_is_another_security_administrators_to_read_too_and_nobody_elses(cast, enter):
    checked(enter(cast.security_administrator))
    second = casting.person("980001", "另一位")
    with pytest.raises(ValidationError):
        appoint(cast.department, organization=cast.committee, role="security_administrator", starts=date(2026, 1, 1))
    appoint(second, organization=cast.committee, role="security_administrator", starts=date(2026, 1, 1))
    assert f"{cast.security_administrator.name}检查" in enter(second).get(PAGE).content.decode()
    assert enter(second).get(FILE).status_code == 200
    assert enter(cast.department).get(FILE).status_code == 404


def test_a_second_click_while_it_runs_starts_no_second_check(cast, enter):
    jobs = [start_job(cast.security_administrator, kind=CHECK, subject=1, title="越权检查").pk for _ in range(2)]
    page = enter(cast.security_administrator).get(PAGE).content.decode()
    assert (len(set(jobs)), "正在检查" in page, 'action="/rights/check/run/"' in page) == (1, True, False)


def test_a_colleagues_check_is_seen_while_it_runs(cast, enter):
    start_job(cast.security_administrator, kind=CHECK, subject=1, title="越权检查")
    second = casting.person("980001", "另一位")
    appoint(second, organization=cast.committee, role="security_administrator", starts=date(2026, 1, 1))
    page = enter(second).get(PAGE).content.decode()
    assert ("正在检查" in page, 'action="/rights/check/run/"' in page) == (True, False)


def test_ones_own_failure_is_told_until_somebody_has_checked(cast, enter):
    client = enter(cast.security_administrator)
    job = start_job(cast.security_administrator, kind=CHECK, subject=1, title="越权检查")
    Job.objects.filter(pk=job.pk).update(state="failed", message="中途出了错。", finished_at=timezone.now())
    assert "中途出了错。" in client.get(PAGE).content.decode()
    second = casting.person("980001", "另一位")
    appoint(second, organization=cast.committee, role="security_administrator", starts=date(2026, 1, 1))
    assert "中途出了错。" not in checked(enter(second))[0]
    assert "中途出了错。" not in client.get(PAGE).content.decode()


def test_the_page_asks_as_much_for_fifty_as_for_one(cast, enter, django_assert_max_num_queries):
    for number in range(SHOWN):
        casting.person(f"9{number:05}", f"离任{number}")
    client = enter(cast.security_administrator)
    checked(client)
    with django_assert_max_num_queries(12):
        client.get(PAGE)
