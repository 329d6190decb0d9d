import pytest

from accounts.models import Job, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(cast, enter, monkeypatch, work_at_once):
    """The department's browser, which has just asked for more passwords than fit on a page."""
    monkeypatch.setattr("accounts.views.people.person.MOST_AT_ONCE", 0)
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    client = enter(cast.department)
    client.post(f"/organizations/{cast.college.pk}/passwords/")
    return client


def address() -> str:
    return f"/slips/{Job.objects.get(kind='issue_passwords').pk}/"


def test_many_passwords_are_a_job_whose_slips_this_browser_opens(cast, department):
    page = department.get(address()).content.decode()
    password = page.split('class="secret">')[1].split("<")[0]
    assert Person.objects.get(pk=cast.branch_secretary.pk).check_password(password)
    assert department.get(address() + "?form=xlsx")["Content-Disposition"].startswith("attachment")


def test_the_key_is_kept_from_scripts_and_other_sites(department):
    cookie = department.cookies["slips_key"]
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
    assert "已经销毁" in department.get(address()).content.decode()
    page = department.get(f"/organizations/{cast.college.pk}/").content.decode()
    assert "给这 1 位重新发放" in page
