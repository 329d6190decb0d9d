import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry, Job, Person
from accounts.services.trail import audit
from accounts.services.trail.seal import seal_trail
from reviews.services.collecting.report import hand_in_report
from tests import docx, hall
from tests.accounts.trail import ENTRIES, run, sealed

pytestmark = pytest.mark.django_db
URL = "/audit/"


@pytest.fixture
def client(cast, enter):
    return enter(cast.auditor)


@pytest.fixture
def no_broker(settings):
    """Nobody to wake: long work is done at once."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"


def page(client, query=""):
    return client.get(URL + query).content.decode()


def lines(html):
    """Return the operations of the lines on the page."""
    return re.findall(r'<td class="verb">(.*?)</td>', html)


def test_the_auditor_sees_who_did_what_to_what_when_and_from_where(client, cast):
    token = audit.origin.set("10.1.2.3")
    audit.record(cast.department, "修改人员", cast.outsider, {"name": "万里"}, {"name": "万里远"})
    audit.origin.reset(token)
    html = page(client)
    for words in ("林静", "010002", "10.1.2.3", "修改人员", "万里", "人员", "姓名：万里 → 万里远"):
        assert words in html


@pytest.mark.parametrize("role", ["department", "head", "security_administrator", "system_administrator", "outsider"])
def test_nobody_else_sees_the_trail_or_an_entry_to_it(cast, enter, role):
    client = enter(getattr(cast, role))
    assert (client.get(URL).status_code, client.post(f"{URL}export/").status_code) == (404, 404)
    assert URL not in client.get("/").content.decode()


def test_an_auditor_without_office_is_out_on_the_next_request(client, cast):
    assert client.get(URL).status_code == 200
    cast.auditor.appointments.update(ends=timezone.localdate() - timedelta(days=1))
    assert client.get(URL).status_code == 404


def test_the_home_page_says_where_the_trail_is(client):
    html = client.get("/").content.decode()
    assert ("您没有待办" in html, f'href="{URL}"' in html) == (True, True)


def test_the_heading_says_how_far_the_trail_is_sealed(client, cast):
    assert "审计记录：还没有封存" in page(client)
    seal_trail(now=timezone.now())
    audit.record(cast.head, "登录", cast.head)
    assert re.search(r"审计记录已封存到 \d+月\d+日 \d\d:\d\d，之后 1 条待封存", page(client))


def test_the_page_says_when_nothing_seals_any_more(client, cast):
    assert "封存停了" not in page(client)
    entry = audit.entry_for(None, "登录", cast.head)
    AuditEntry.objects.update(at=timezone.now() - timedelta(minutes=11))
    entry.save()
    assert "封存停了" in page(client)


def test_the_trail_can_be_searched(client, cast):
    audit.record(cast.department, "修改人员", cast.outsider)
    audit.record(cast.head, "停用账号", cast.outsider)
    audit.record(None, "写入名册", cast.committee)
    assert set(lines(page(client, "?who=林静"))) == {"修改人员"}
    assert lines(page(client, "?who=010001&verb=停用账号")) == ["停用账号"]
    assert "写入名册" in lines(page(client, "?who=系统"))
    assert lines(page(client, f"?kind=accounts.person&object_id={cast.outsider.pk}")) == ["停用账号", "修改人员"]
    assert "没有查到" in page(client, "?who=没有这个人")


def test_the_period_includes_both_days(client, cast):
    today = timezone.localdate()
    assert lines(page(client, f"?start={today}&end={today}")) != []
    assert lines(page(client, f"?start={today + timedelta(days=1)}")) == []
    assert lines(page(client, f"?end={today - timedelta(days=1)}")) == []


@pytest.mark.parametrize(
    "query", ["?start=x&end=9999-99-99&verb=?&kind=a.b&object_id=-1&before=abc", "?before=99999999"]
)
def test_nonsense_in_the_address_is_ignored(client, query):
    assert lines(page(client, query)) != []


def test_pages_follow_one_another_without_a_gap(client, cast):
    audit.record_all(audit.entry_for(None, f"第{number}件", cast.head) for number in range(120))
    seen, url = [], "?kind=accounts.person"
    while url:
        html = page(client, url)
        seen += lines(html)
        url = next((found.replace("&amp;", "&") for found in re.findall(r'rel="next" href="(.*?)"', html)), "")
    assert seen == [f"第{number}件" for number in reversed(range(120))]


def test_the_page_takes_as_many_queries_for_one_line_as_for_many(client, cast):
    page(client)
    needed = []
    for count in (1, 60):
        sealed(cast, count)
        with CaptureQueriesContext(connection) as queries:
            page(client, "?who=林静")
        needed.append(len(queries))
    assert (needed[0] == needed[1], needed[1] <= 12) == (True, True)


def test_reviews_are_told_by_what_changed_and_lead_nowhere(client, cast, year):
    statement = year.statement(cast.college)
    hand_in_report(statement, person=cast.college_secretary, data=docx.good(), filename="稿.docx", now=timezone.now())
    audit.record(cast.department, "退回", statement, after={"reason": "查摆问题避重就轻", "mode": "written"})
    audit.record(cast.department, "拟定等次", statement, {"grade": 1}, {"grade": 2, "opinion": "good"})
    hall.hold(statement)
    hall.comment(statement, "全年只开了7次支委会。")
    html = page(client)
    assert ("避重就轻" in html, "支委会" in html, "文字（8 字）" in html, "交稿" in html) == (False, False, True, True)
    assert ("书面述职" in html, "改了：grade、opinion</span>" in html) == (True, True)
    assert re.findall(r'href="/(?:statements|rounds|meetings|ledgers|comments)/', html) == []


def test_names_are_shown_as_letters(client, cast):
    Person.objects.filter(pk=cast.outsider.pk).update(name="<b>甲</b>\n2026-12-09 林静 登录")
    audit.record(cast.head, "停用账号", Person.objects.get(pk=cast.outsider.pk))
    assert "&lt;b&gt;甲&lt;/b&gt; 2026-12-09 林静 登录" in page(client)


def test_what_was_found_is_exported_as_letters(client, cast, no_broker):
    audit.record(cast.head, "停用账号", cast.outsider, after={"name": "=1+1"})
    Person.objects.filter(pk=cast.head.pk).update(name="=HYPERLINK(1)")
    response = client.post(f"{URL}export/", {"verb": "停用账号"})
    job = Job.objects.get()
    assert response.headers["Location"] == reverse("accounts:job", args=[job.pk])
    data = b"".join(client.get(f"/jobs/{job.pk}/file/").streaming_content)
    rows = list(load_workbook(BytesIO(data)).active.iter_rows())
    assert [row[2].value for row in rows[1:]] == ["=HYPERLINK(1)"]
    assert "f" not in {cell.data_type for row in rows for cell in row}


def test_the_export_can_be_sorted_and_filtered_by_time(client, cast, no_broker):
    entry = audit.record(cast.head, "停用账号", cast.outsider)
    client.post(f"{URL}export/", {"verb": "停用账号"})
    sheet = load_workbook(BytesIO(b"".join(client.get(f"/jobs/{Job.objects.get().pk}/file/").streaming_content))).active
    at = sheet["B2"]
    assert (at.is_date, at.value) == (True, timezone.localtime(entry.at).replace(microsecond=0, tzinfo=None))
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet["E2"].value) == ("A1:J2", "A2", None)


def test_the_check_says_that_everything_agrees(client, no_broker):
    response = client.post(f"{URL}verify/", follow=True)
    assert "全部相符" in response.content.decode()
    assert "相符" in page(client)


def test_the_check_says_what_does_not_agree(client, cast, no_broker):
    ids = sealed(cast, 3)
    run(f"DELETE FROM {ENTRIES} WHERE id = %s", ids[-1])
    html = client.post(f"{URL}verify/", follow=True).content.decode()
    assert "有 1 处对不上" in html
    assert "对不上" in page(client)


def test_looking_writes_nothing(client):
    page(client)
    before = AuditEntry.objects.count()
    page(client, "?verb=登录")
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_time_is_ignored_as_other_nonsense(client, day):
    assert client.get(URL, {"start": day, "end": day}).status_code == 200
