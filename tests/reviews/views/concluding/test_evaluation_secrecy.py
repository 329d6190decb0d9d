"""What is not yet released is the round's organizer's and superior's alone (DESIGN §4): nowhere else a trace of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.duty.candidate import gather_candidates
from accounts.services.duty.matter import gather_matters
from reviews.models import Cycle
from reviews.services.preparing.stage import advance
from tests.conclusion import decide
from tests.evaluations import bring, evaluate

SECRET = {
    "known": "密知一句",
    "heard": "密听一句",
    "praise": "密赞一句",
    "problems": "密过一句",
    "grade_reason": "密由一句",
}
# Whoever oversees, is reviewed, neighbours or guards: everybody but the college's own two.
STRANGERS = (
    "head", "department", "branch_secretary", "other_college_secretary", "other_college_organizer",
    "direct_secretary", "auditor", "security_administrator", "system_administrator", "outsider",
)  # fmt: skip


@pytest.fixture
def statement(cast, year):
    """The branch's statement in the college's round, wholly evaluated."""
    bring(year.below, "evaluating")
    found = year.statement(cast.branch)
    evaluate(found, cast.college_organizer, grade="third", **SECRET)
    return found


def paths(statement):
    """Every page that tells of the round or of the statement."""
    names = [("statement", statement.pk), ("round", statement.round_id), ("round_summary", statement.round_id),
             ("round_report", statement.round_id), ("round_visits", statement.round_id), ("rounds",), ("statements",),
             ("meetings", statement.round_id)]  # fmt: skip
    own = [reverse(f"reviews:{name}", args=args) for name, *args in names]
    more = [f"{reverse('reviews:round', args=[statement.round_id])}?q=密赞&history=1", f"{own[0]}?history=1"]
    return [*own, *more, reverse("accounts:home"), reverse("rectification:ledgers")]


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_else_finds_the_pages(cast, statement, enter, role):
    client = enter(getattr(cast, role))
    for name, pk in (("evaluation", statement.pk), ("grades", statement.round_id)):
        assert client.get(reverse(f"reviews:{name}", args=[pk])).status_code == 404
    for name, pk in (("grade_propose", statement.pk), ("grades_file", statement.round_id)):
        assert client.post(reverse(f"reviews:{name}", args=[pk]), {"copies": 1}).status_code == 404


@pytest.mark.parametrize("role", STRANGERS)
def test_no_other_page_holds_a_word_of_it(cast, statement, enter, role):
    client = enter(getattr(cast, role))
    for path in paths(statement):
        answer = client.get(path)
        body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="ignore")
        assert not any(
            word in body for word in (*SECRET.values(), "拟综合评价", "拟等次", "grades/", "/evaluation/")
        ), path


def test_the_history_of_a_round_that_went_on_with_a_reason_tells_no_grade(cast, year, statement, enter):
    Cycle.objects.update(best_at_most="1/3", lower_at_least="1")
    evaluate(statement, cast.college_organizer, version=1, grade="best")
    round_ = bring(year.below, "evaluating")
    decide(statement, "best")
    advance(round_, to="decided", person=cast.college_organizer, reason="只有一人。")
    address = reverse("reviews:round", args=[round_.pk]) + "?history=1"
    told = {who: enter(who).get(address).content.decode() for who in (cast.department, cast.college_organizer)}
    assert ["处要说明原因" in page for page in told.values()] == [False, True]
    assert not any("“好”" in page for page in told.values())


def test_the_two_who_may_find_it(cast, statement, enter):
    for person in (cast.college_organizer, cast.college_secretary):
        page = enter(person).get(reverse("reviews:evaluation", args=[statement.pk])).content.decode()
        assert all(words in page for words in SECRET.values())


def test_the_trail_holds_no_word_of_it(statement):
    for entry in AuditEntry.objects.all():
        assert not any(
            word in f"{entry.before}{entry.after}{entry.object_label}" for word in (*SECRET.values(), "third")
        )


def test_neither_matters_nor_candidates_tell(cast, year, statement):
    people = [getattr(cast, role) for role in STRANGERS]
    assert [one for one in gather_matters(people, timezone.localdate()) if "evaluations" in one.key] == []
    assert "密" not in str(gather_candidates(cast.branch, year.cycle.year))
