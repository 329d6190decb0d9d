import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.utils import timezone
from docx import Document

from accounts.models import AuditEntry, Job, Person
from accounts.services.trail.trail import line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(cast, enter, monkeypatch, work_at_once):
    """The department's browser, which has just asked for more passwords than fit on a page."""
    monkeypatch.setattr("accounts.views.people.slips.MOST_AT_ONCE", 0)
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    client = enter(cast.department)
    send(client, asked(client, cast.college))
    return client


def asked(client, organization, page=""):
    """Open the page of ``organization``, or the one that asks first; return what its form would send."""
    page = client.get(f"/organizations/{organization.pk}/{page}").content.decode()
    return organization, {"slips_key": re.search(r'name="slips_key" value="([^"]+)"', page)[1]}


def send(client, form, **more):
    """Send the form."""
    organization, fields = form
    return client.post(f"/organizations/{organization.pk}/passwords/", fields | more)


def words(client, path):
    """Return the passwords that the page of slips shows."""
    return re.findall(r'class="secret">([^<]+)<', client.get(path).content.decode())


def address() -> str:
    return f"/slips/{Job.objects.get(kind='issue_passwords').pk}/"


def test_many_passwords_are_a_job_whose_slips_this_browser_opens(cast, department):
    page = department.get(address()).content.decode()
    password = page.split('class="secret">')[1].split("<")[0]
    assert Person.objects.get(pk=cast.branch_secretary.pk).check_password(password)
    files = [department.get(f"{address()}?form={form}") for form in ("xlsx", "docx")]
    assert [file["Content-Disposition"].split(";")[0] for file in files] == ["attachment"] * 2


def test_the_key_is_kept_from_scripts_and_other_sites(department):
    cookie = department.cookies[f"slips_key_{Job.objects.get().pk}"]
    assert (bool(cookie["httponly"]), cookie["samesite"], cookie["max-age"] > 0) == (True, "Strict", True)


def test_the_job_leads_to_the_slips_and_never_hands_the_sealed_file_over(department):
    job = Job.objects.get(kind="issue_passwords")
    assert address() in department.get(f"/jobs/{job.pk}/").content.decode()
    assert department.get(f"/jobs/{job.pk}/file/").status_code == 404


def test_another_browser_of_the_same_person_and_other_people_see_nothing(cast, department, enter):
    other = enter(cast.department).get(address())
    assert (other.status_code, "那个浏览器" in other.content.decode()) == (409, True)
    assert enter(cast.college_organizer).get(address()).status_code == 404


def test_once_destroyed_they_are_gone_and_can_be_issued_again(cast, department):
    department.post(address() + "destroy/")
    page = department.get(address()).content.decode()
    assert ["已经销毁" in page, "照样能用" in page, "给这 N 位重新发放" in page] == [True] * 3
    page = department.get(f"/organizations/{cast.college.pk}/").content.decode()
    assert "给这 1 位重新发放" in page


@pytest.fixture
def waiting(cast):
    """Let the branch secretary wait for a first password."""
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    return cast


def test_few_are_issued_at_once_and_a_double_click_leads_to_the_same_slips(waiting, enter):
    client = enter(waiting.department)
    form = asked(client, waiting.college)
    first, second = send(client, form), send(client, form)
    assert (first["Location"], second["Location"]) == (address(), address())
    assert Person.objects.get(pk=waiting.branch_secretary.pk).check_password(words(client, address())[0])


def test_a_double_click_on_issuing_again_draws_no_second_set(waiting, enter):
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    form = asked(client, waiting.college, page="passwords/")
    first, second = send(client, form, again="1"), send(client, form, again="1")
    assert (first["Location"], Job.objects.count()) == (second["Location"], 2)
    assert Person.objects.get(pk=waiting.branch_secretary.pk).check_password(words(client, first["Location"])[0])


def test_whoever_went_back_finds_the_slips_again(waiting, enter):
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    assert f'href="{address()}"' in client.get(f"/organizations/{waiting.college.pk}/").content.decode()


def test_a_second_batch_does_not_lock_the_first(waiting, enter):
    Person.objects.filter(pk=waiting.other_branch_secretary.pk).update(password="!x")
    client = enter(waiting.department)
    pages = [send(client, asked(client, one))["Location"] for one in (waiting.college, waiting.other_college)]
    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_where_nobody_waits_and_where_the_key_is_lost_it_is_said(waiting, enter):
    client = enter(waiting.department)
    lost = client.post(f"/organizations/{waiting.college.pk}/passwords/", follow=True)
    form = asked(client, waiting.college)
    Person.objects.filter(pk=waiting.branch_secretary.pk).update(password="!x", is_active=False)
    none = send(client, form).wsgi_request
    assert ("没有发放" in lost.content.decode(), Job.objects.count()) == (True, 0)
    assert [str(one) for one in get_messages(none)] == [
        "这里的人都有密码了，没有要发的。要重新发给某一个人，请打开他的页面。"
    ]


def test_before_many_are_issued_again_it_is_said_whose_slips_end(waiting, enter):
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    before = Person.objects.get(pk=waiting.branch_secretary.pk).password
    page = client.get(f"/organizations/{waiting.college.pk}/passwords/").content.decode()
    assert ("给 1 位重新发放初始密码？" in page, "手里的密码条马上作废" in page) == (True, True)
    assert Person.objects.get(pk=waiting.branch_secretary.pk).password == before


def test_a_form_that_comes_too_late_leaves_no_key_in_the_database(waiting, enter):
    client = enter(waiting.department)
    form = asked(client, waiting.college)
    Session.objects.update(expire_date=timezone.now())
    assert send(client, form, again="1").status_code == 401
    kept = [one.get_decoded() for one in Session.objects.all()]
    assert form[1]["slips_key"] not in str(kept)


def test_a_slip_says_where_until_when_and_that_it_opens_once(waiting, enter):
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    day = timezone.localdate() + timedelta(days=14)
    page = client.get(address()).content.decode()
    assert (f"{day.month}月{day.day}日前有效" in page, "只能登录一次" in page) == (True, True)
    assert "http://testserver/</dd>" in page


def test_a_word_file_holds_the_slips_of_its_page(waiting, enter, monkeypatch):
    monkeypatch.setattr("accounts.pages.people.slips.SHOWN", 1)
    Person.objects.filter(pk=waiting.college_secretary.pk).update(password="!x")
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    page = client.get(f"{address()}?from=1").content.decode()
    assert "form=docx&amp;from=1" in page
    table = Document(BytesIO(client.get(f"{address()}?form=docx&from=1").getvalue())).tables[0]
    assert [row.cells[2].text for row in table.rows] == ["工号（登录名）", "010005"]


def test_the_auditor_reads_in_words_how_the_slips_were_asked_for(waiting, enter):
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    told = line_of(AuditEntry.objects.get(verb="发起后台任务")).changes
    assert {one.label for one in told} == {"类别", "对象编号", "重新发放", "公钥"}


def test_an_address_beyond_the_last_slip_shows_the_first(waiting, enter):
    client = enter(waiting.department)
    send(client, asked(client, waiting.college))
    assert words(client, f"{address()}?from=999") == words(client, address()) != []
