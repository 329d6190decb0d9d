"""What must never be false, tried past the application."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Chase, Delivery, Person, Reminder


@pytest.fixture
def reminder(cast):
    return Reminder.objects.create(person=cast.head, day="2026-12-09", items=[], sweep=uuid.uuid4())


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_nobody_gets_two_reminders_a_day(reminder):
    refused(lambda: Reminder.objects.create(person=reminder.person, day="2026-12-09", items=[], sweep=uuid.uuid4()))


def test_a_reminder_goes_out_once_on_each_channel(reminder):
    Delivery.objects.create(reminder=reminder, channel="email")
    refused(lambda: Delivery.objects.create(reminder=reminder, channel="email"))


@pytest.mark.parametrize(
    "wrong", [{"state": "sent"}, {"sent_at": timezone.now()}, {"state": "failed"}, {"state": "dropped"}]
)
def test_a_delivery_cannot_contradict_itself(reminder, wrong):
    Delivery.objects.create(reminder=reminder, channel="email")
    refused(lambda: Delivery.objects.update(**wrong))


def test_a_matter_is_counted_once_a_reminder(reminder):
    Chase.objects.create(reminder=reminder, person=reminder.person, key="statement-1")
    refused(lambda: Chase.objects.create(reminder=reminder, person=reminder.person, key="statement-1"))


def test_an_address_belongs_to_one_person(cast):
    Person.objects.filter(pk=cast.head.pk).update(email="a@example.com")
    refused(lambda: Person.objects.filter(pk=cast.department.pk).update(email="a@example.com"))
