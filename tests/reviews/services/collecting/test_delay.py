from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.services.duty.matter import gather_matters
from reviews.models import Delay
from reviews.services.collecting.delay import DelayRefused, grant_delay, withdraw_delay
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.stage import advance
from tests import docx
from tests.cast import open_year

DAY = timedelta(days=1)


@pytest.fixture
def late(cast):
    """A year whose deadline was yesterday."""
    return open_year(cast, due=timezone.now() - DAY)


def grant(cast, statement, until=None):
    now = timezone.now()
    return grant_delay(statement, until=until or now + DAY, reason="出差", person=cast.college_organizer, now=now)


def hand_in(statement):
    return hand_in_report(
        statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now()
    ).report


def test_a_delayed_report_is_on_time_and_says_until_when(cast, late):
    delay = grant(cast, late.statement(cast.branch))
    statement = late.statement(cast.branch)
    assert statement.due == delay.until
    assert [matter.due for matter in gather_matters([cast.branch_secretary], timezone.localdate())] == [delay.until]
    assert hand_in(statement).was_late is False


def test_a_withdrawn_delay_leaves_the_common_deadline_and_its_history(cast, late):
    withdraw_delay(grant(cast, late.statement(cast.branch)), person=cast.college_organizer, now=timezone.now())
    assert late.statement(cast.branch).due == late.below.report_due
    assert Delay.objects.get().withdrawn_by == cast.college_organizer


def test_a_second_delay_takes_the_place_of_the_first(cast, late):
    first = grant(cast, late.statement(cast.branch))
    second = grant(cast, late.statement(cast.branch), timezone.now() + 3 * DAY)
    assert late.statement(cast.branch).current_delay == second
    with pytest.raises(DelayRefused):
        withdraw_delay(first, person=cast.college_organizer, now=timezone.now())


def test_no_delay_into_the_past_or_before_the_common_deadline(cast, late):
    with pytest.raises(DelayRefused):
        grant(cast, late.statement(cast.branch), timezone.now() - DAY)
    statement = late.statement(cast.branch)
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delay.objects.create(statement=statement, until=now, reason="出差", granted_by=cast.head, granted_at=now)


def test_who_owes_nothing_needs_no_delay(cast, late):
    statement = late.statement(cast.branch)
    statement.round.stage = "archived"
    statement.round.save()
    with pytest.raises(DelayRefused):
        grant(cast, statement)


def test_a_delay_outlasts_the_collection(cast, late):
    grant(cast, late.statement(cast.branch))
    advance(late.below, to="meeting", person=cast.college_organizer, reason="会前补")
    assert hand_in(late.statement(cast.branch)).number == 1
