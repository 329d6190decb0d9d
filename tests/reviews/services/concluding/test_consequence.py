"""Who cannot be 优秀, for 人事; colleges' lists reach the top once everybody has heard (N3.4c)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from reviews.models import Consequence, Round
from reviews.services.concluding.consequence import SendingRefused, listed, note_sent
from tests import result


@pytest.fixture
def top(year):
    result.decided(year.top, "best", "second", "third")
    return year.top


def names(consequences):
    return [one.outcome.statement.person.name for one in consequences]


def send(round_, person, rows, **facts):
    given = {"sent_on": timezone.localdate(), "receipt": "王芳"} | facts
    return note_sent(round_, ids=[one.pk for one in rows], person=person, **given)


def test_the_list_names_all_below_the_best_and_the_talks_apart(top, cast):
    found = listed(top, cast.department)
    assert names(found.barred) == ["刘晓梅", "谢红"]
    assert [(one.kind, one.outcome.statement.person.name) for one in found.told] == [
        ("talk", "谢红"), ("rectification", "谢红"),
    ]  # fmt: skip


def test_sending_is_noted_once_with_who_signed(top, cast):
    rows = listed(top, cast.department).unsent
    assert (send(top, cast.department, rows), send(top, cast.head, rows, receipt="李")) == (2, 0)
    assert set(Consequence.objects.of_kind("not_excellent").values_list("receipt", flat=True)) == {"王芳"}
    assert AuditEntry.objects.filter(verb="登记名单已送人事").count() == 1


def test_it_is_not_sent_before_it_was_decided(top, cast):
    rows = listed(top, cast.department).unsent
    with pytest.raises(SendingRefused, match="早于"):
        send(top, cast.department, rows, sent_on=timezone.localdate() - timedelta(days=1))


def test_a_colleges_list_reaches_the_top_after_its_feedback(year, cast):
    result.decided(year.below, "third")
    result.opened(year.below)
    assert not Round.objects.followed_by(cast.department).filter(pk=year.below.pk).exists()
    assert listed(year.top, cast.department).barred == []
    result.advance(result.fresh(year.below), to="fed_back", person=cast.college_organizer, reason="都看到了")
    found = listed(year.top, cast.department)
    assert (names(found.barred), found.told) == (["梁晓"], [])
    assert send(year.top, cast.department, found.unsent) == 1
    assert not listed(year.other, cast.other_college_organizer).barred


def test_talks_of_a_college_stay_at_the_college(year, cast):
    result.decided(year.below, "third")
    result.fed_back(year.below)
    seen = Consequence.objects.visible_to(cast.department).values_list("kind", flat=True)
    assert list(seen) == ["not_excellent"]


def test_who_is_corrected_after_sending_is_named_to_tell(top, cast, year):
    send(top, cast.department, listed(top, cast.department).unsent)
    result.corrected(top, year.statement(cast.other_college), "best")
    found = listed(top, cast.department)
    assert (names(found.barred), names(found.withdrawn)) == (["谢红"], ["刘晓梅"])
