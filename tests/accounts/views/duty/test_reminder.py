import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Chase, Person, Reminder
from accounts.rules.duty.letter import Entry

INBOX, SETTINGS, SAVE = (
    reverse("accounts:reminders"), reverse("accounts:reminder_settings"), reverse("accounts:reminder_settings_save")
)  # fmt: skip


def remind(person, *, days_ago=0, **fields):
    """Let ``person`` have been reminded some days ago."""
    entry = Entry("statement-1", "交述职报告", "2026-12-11T17:00:00+08:00", "/statements/1/", "去上传", **fields)
    day = timezone.localdate() - timedelta(days=days_ago)
    return Reminder.objects.create(person=person, day=day, items=[entry.to_json()], sweep=uuid.uuid4())


def text_of(response):
    return response.content.decode()


def test_the_inbox_says_how_many_are_unread_and_so_does_the_letterhead(cast, enter):
    remind(cast.head)
    page = text_of(enter(cast.head).get(INBOX))
    assert "1 条提醒没有看" in page
    assert '提醒<span class="count">1' in page


def test_a_button_marks_one_as_read_and_another_all(cast, enter):
    first, *_ = [remind(cast.head, days_ago=n) for n in range(3)]
    client = enter(cast.head)
    client.post(reverse("accounts:reminder_read", args=[first.pk]))
    assert Reminder.objects.unread().count() == 2
    client.post(reverse("accounts:reminders_read"))
    assert (Reminder.objects.unread().count(), "提醒都看过了" in text_of(client.get(INBOX))) == (0, True)


def test_marking_all_leaves_others_reminders_alone(cast, enter):
    remind(cast.department)
    enter(cast.head).post(reverse("accounts:reminders_read"))
    assert Reminder.objects.unread().count() == 1


def test_what_has_been_done_since_has_no_link_left(cast, year, enter):
    remind(cast.outsider)
    page = text_of(enter(cast.outsider).get(INBOX))
    assert ("已办" in page, 'href="/statements/1/"' in page) == (True, False)


def test_an_organizer_reads_whom_to_telephone(cast, enter):
    remind(cast.department, name="周正明", times=7)
    assert "已提醒本人 7 次，请电话联系" in text_of(enter(cast.department).get(INBOX))


@pytest.mark.parametrize("page", ["?before=x", "?before=-1", "?before=1", "?before=99999999999999999999"])
def test_a_senseless_page_is_no_error(cast, enter, page):
    assert enter(cast.head).get(f"{INBOX}{page}").status_code == 200


def test_the_inbox_costs_the_same_with_one_reminder_and_with_thirty(cast, enter, django_assert_num_queries):
    client = enter(cast.head)
    client.get(INBOX)
    remind(cast.head)
    with django_assert_num_queries(11):
        client.get(INBOX)
    for days in range(1, 30):
        remind(cast.head, days_ago=days)
    with django_assert_num_queries(11):
        assert "后一页" in text_of(client.get(INBOX))


def save(client, **fields):
    return client.post(SAVE, fields)


def test_reminders_by_e_mail_are_switched_on_and_off(cast, enter):
    Person.objects.filter(pk=cast.head.pk).update(email="zhang@example.com", wants_email=False)
    client = enter(cast.head)
    assert save(client, wants_email="on")["Location"] == SETTINGS
    assert "下次提醒也会发到 zhang@example.com" in text_of(client.get(SETTINGS))
    save(client)
    found = Person.objects.get(pk=cast.head.pk)
    assert (found.email, found.wants_email) == ("zhang@example.com", False)


def test_without_an_address_the_way_to_it_is_told(cast, enter):
    response = save(enter(cast.head), wants_email="on")
    assert (response.status_code, "请先在“我的账号”里登记邮箱" in text_of(response)) == (422, True)
    assert "您还没有登记邮箱" in text_of(response)


def test_the_address_is_not_changed_here_without_the_password(cast, enter):
    save(enter(cast.head), wants_email="", email="a@example.com")
    assert Person.objects.get(pk=cast.head.pk).email is None


def chase(cast, statement):
    reminder = remind(cast.college_secretary)
    key, due = f"statement-{statement.pk}", statement.due
    Chase.objects.create(reminder=reminder, person=cast.college_secretary, key=key, due=due)


def test_both_sides_see_how_often_and_when_next(cast, year, enter):
    statement = year.statement(cast.college)
    chase(cast, statement)
    path = reverse("reviews:statement", args=[statement.pk])
    assert "已提醒您 1 次，下次" in text_of(enter(cast.college_secretary).get("/"))
    assert "已提醒 1 次，下次" in text_of(enter(cast.college_secretary).get(path))
    assert "已提醒 1 次，下次" in text_of(enter(cast.department).get(path))
    assert "已提醒 1 次，下次" in text_of(enter(cast.department).get(reverse("reviews:round", args=[year.top.pk])))


def test_other_peoples_lateness_is_the_organizers_business_alone(cast, year, enter):
    statement = year.statement(cast.college)
    chase(cast, statement)
    for path in (reverse("reviews:statement", args=[statement.pk]), reverse("reviews:round", args=[year.top.pk])):
        assert "已提醒 1 次" not in text_of(enter(cast.head).get(path))
