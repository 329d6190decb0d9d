import pytest
from django.urls import reverse

from accounts.models import AuditEntry, WorkdayException

PAGE, NOTE = reverse("accounts:workdays"), reverse("accounts:workday_note")


def note(client, **fields):
    return client.post(NOTE, {"day": "2027-02-08", "is_workday": "no", "note": "春节"} | fields)


def test_the_department_notes_a_day_and_takes_it_back(cast, enter):
    client = enter(cast.department)
    assert note(client)["Location"] == PAGE
    noted = WorkdayException.objects.get()
    assert (str(noted), noted.note) == ("2027-02-08 不上班", "春节")
    client.post(reverse("accounts:workday_forget", args=[noted.pk]))
    assert [entry.verb for entry in AuditEntry.objects.order_by("-pk")[:2]] == ["撤销改工作日", "改工作日"]
    assert not WorkdayException.objects.exists()


def test_a_day_that_is_noted_twice_is_kept_once(cast, enter):
    client = enter(cast.department)
    note(client)
    note(client, is_workday="yes")
    assert WorkdayException.objects.get().is_workday is True
    first, second = AuditEntry.objects.filter(verb="改工作日").order_by("pk")
    assert (first.before, second.before) == ({}, {"is_workday": False, "note": "春节"})


@pytest.mark.parametrize("wrong", [{"day": "明天"}, {"day": ""}, {"is_workday": "maybe"}, {"note": "x" * 61}])
def test_what_cannot_be_kept_stays_on_the_page(cast, enter, wrong):
    response = note(enter(cast.department), **wrong)
    (name,) = wrong
    assert (response.status_code, response.context["form"][name].value()) == (422, wrong[name])


def test_the_page_costs_the_same_with_one_day_and_with_thirty(cast, enter, django_assert_num_queries):
    client = enter(cast.department)
    client.get(PAGE)
    for count in (1, 29):
        first = WorkdayException.objects.count() + 1
        days = [WorkdayException(date=f"2027-01-{day:02}", is_workday=False) for day in range(first, first + count)]
        WorkdayException.objects.bulk_create(days)
        with django_assert_num_queries(5):
            client.get(PAGE)
