"""Rosters that are read and written in the background: of many rows, or for an area where much stands."""

import pytest

from accounts.models import Appointment, Job, Organization, Person, Roster
from accounts.services.house.job import run_job
from accounts.services.people import roster as rosters
from accounts.services.people import roster_known
from accounts.services.people.roster import confirm_roster, preview_roster
from tests import xlsx
from tests.accounts.services.people.test_roster import upload


def test_a_large_roster_is_read_and_written_by_jobs(cast, monkeypatch):
    monkeypatch.setattr(rosters, "LARGE", 3)
    roster = upload(cast)
    assert (roster.state, run_job(Job.objects.latest("pk").pk)) == ("reading", True)
    roster = confirm_roster(Roster.objects.get(pk=roster.pk), person=cast.department)
    assert (Roster.objects.get(pk=roster.pk).state, run_job(Job.objects.latest("pk").pk)) == ("writing", True)
    assert (Roster.objects.get(pk=roster.pk).state, Person.objects.filter(name="白石").count()) == ("written", 1)


@pytest.mark.parametrize("model", [Organization, Person, Appointment])
def test_one_line_for_a_large_area_is_read_and_written_by_jobs(cast, monkeypatch, model):
    roster = upload(cast, {"人员": [("020001", "白石", "")]})
    monkeypatch.setitem(roster_known.AT_ONCE, model, 3)
    assert confirm_roster(roster, person=cast.department).state == "previewed"
    assert (Roster.objects.get(pk=roster.pk).state, run_job(Job.objects.latest("pk").pk)) == ("writing", True)
    assert Person.objects.filter(name="白石").exists()
    assert upload(cast, {"人员": [("020002", "石青", "")]}).state == "reading"


def test_a_large_file_that_is_no_roster_says_so(cast, monkeypatch):
    monkeypatch.setattr(rosters, "LARGE", 0)
    book = xlsx.save(xlsx.workbook({"名单": [("甲",)]}, {"名单": ("姓名",)}))
    roster = preview_roster(cast.committee, person=cast.department, data=book, filename="x.xlsx")
    run_job(Job.objects.latest("pk").pk)
    assert "请下载模板" in Roster.objects.get(pk=roster.pk).report["refused"]


def lose_the_post(cast):
    cast.department.appointments.update(ends="2025-01-01")


def lose_the_account(cast):
    Person.objects.filter(pk=cast.department.pk).update(is_active=False)


def lose_the_place(cast):
    lost = Organization.objects.within(cast.other_college)
    Appointment.objects.filter(organization__in=lost).update(ends="2025-01-01")
    lost.update(ended_on="2025-01-01", ending={"posts": []})


@pytest.mark.parametrize("lose", [lose_the_post, lose_the_account, lose_the_place])
def test_what_was_confirmed_is_not_written_once_the_right_to_it_is_lost(cast, monkeypatch, lose):
    monkeypatch.setattr(rosters, "LARGE", 0)
    roster = upload(cast, {"人员": [("020001", "白石", "")]}, root=cast.other_college)
    run_job(Job.objects.latest("pk").pk)
    confirm_roster(Roster.objects.get(pk=roster.pk), person=cast.department)
    lose(cast)
    run_job(Job.objects.latest("pk").pk)
    roster.refresh_from_db()
    assert (roster.state, Person.objects.filter(name="白石").exists()) == ("previewed", False)
    assert "现在不能由您写入" in Job.objects.latest("pk").message
