"""Every address while somebody looks as somebody else: closed until it is named, and never a trace of the unreleased."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.services.entry.support import OPENED, REFUSED, is_openable
from tests import hall
from tests.access.canary import PLACES, READING, SHARED, words_in
from tests.access.table import TABLE
from tests.access.test_access import patterns
from tests.evaluations import bring

OWN = {"accounts:support_end", "accounts:stay", "accounts:text_size", "account_logout"}
# As whom the department looks, with all that its objects are to them.
SUBJECTS = ("college_organizer", "branch_secretary", "head")
UNRELEASED = {*SHARED, *(place for place, (*_, readers) in PLACES.items() if readers != READING)}
SECRET = (
    "grade",
    "evaluation",
    "poll",
    "talk",
    "feedback",
    "decision",
    "comment",
    "visit",
    "publication",
    "remark",
    "desk",
)


def test_no_page_is_named_that_shows_what_is_not_released():
    named = [name for name, _ in patterns() if is_openable(name)]
    assert [name for name in named if any(word in name for word in SECRET)] == []
    assert len(named) < len(TABLE) / 4


@pytest.fixture
def looking(cast, enter):
    def looking_as(role):
        client = enter(cast.department)
        client.post(reverse("accounts:support", args=[getattr(cast, role).pk]), {"reason": "求助"})
        return client

    return looking_as


@pytest.mark.parametrize("role", SUBJECTS)
def test_every_address_is_closed_or_named_and_nothing_is_changed(cast, looking, objects, role):
    client, odd = looking(role), []
    for name, (kind, _, _) in TABLE.items():
        path = reverse(name, args=objects[kind]["college"])
        if name in OWN or path.startswith("/poll/"):
            continue
        got, posted = client.get(path), client.post(path)
        if posted.status_code != 403 or (got.status_code != 403) != is_openable(name):
            odd.append((name, got.status_code, posted.status_code))
        odd += [(name, *found) for found in words_in(got) if found[0] in UNRELEASED]
    assert odd == []
    assert set(AuditEntry.objects.order_by("-pk").values_list("verb", flat=True)[:5]) <= {OPENED, REFUSED}


@pytest.mark.parametrize("stage", ["meeting", "evaluating"])
def test_what_a_round_still_lacks_is_not_told_once_its_meetings_begin(cast, year, enter, looking, stage):
    bring(year.below, stage)
    address = reverse("reviews:round", args=[year.below.pk]) + "?history=1"
    own = enter(cast.college_organizer).get(address)
    seen = looking("college_organizer").get(address)
    assert own.context["missing"]
    assert (seen.status_code, seen.context["step"], seen.context["missing"]) == (200, None, [])
    assert not any(one.what in seen.content.decode() for one in own.context["missing"])


def test_who_is_late_is_still_told_while_reports_come_in(cast, year, looking):
    seen = looking("college_organizer").get(reverse("reviews:round", args=[year.below.pk]))
    assert seen.context["step"] is not None


@pytest.mark.parametrize("name", ["meeting", "meetings"])
def test_a_meeting_shows_a_supporter_no_tools_and_no_poll(cast, year, enter, looking, name):
    meeting = hall.hold(year.statement(cast.branch))
    address = reverse(f"reviews:{name}", args=[meeting.pk if name == "meeting" else year.below.pk])
    assert enter(cast.college_organizer).get(address).context["may_run"] is True
    assert looking("college_organizer").get(address).context["may_run"] is False
