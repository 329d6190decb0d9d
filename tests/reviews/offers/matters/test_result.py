"""Whom results ask for what: nobody about themselves, nobody for what is over."""

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.services.people.appointment import appoint
from reviews.models import Feedback, Round
from reviews.offers.matters.waiting import waiting_matters
from reviews.services.concluding.feedback import acknowledge, object_to
from tests import result

TODAY = timezone.localdate()
GIVE, ANSWER, CORRECT = "反馈综合评价意见", "答复异议", "起草、印发更正通报"
CONFIRM = "核对确认研究结果"


@pytest.fixture
def top(year):
    result.decided(year.top, "best", "second", "third")
    return year.top


def asked(title, *people):
    """Return whom of ``people`` a matter of this title asks: their name, and why."""
    found = waiting_matters(list(Person.objects.filter(pk__in=[one.pk for one in people])), TODAY)
    names = dict(Person.objects.values_list("pk", "name"))
    return sorted((names[one.person_id], one.reason) for one in found if one.title == title)


def organizer_too(cast, person):
    appoint(person, organization=cast.committee, role="organizer", starts=TODAY)


def sole_organizer(cast, person):
    Appointment.objects.filter(organization=cast.committee, role="organizer").delete()
    organizer_too(cast, person)


def objected(top, person):
    result.opened(top)
    for one in Feedback.objects.for_pages():
        acknowledge(one, person=one.outcome.statement.person, now=timezone.now())
    own = Feedback.objects.for_pages().get(outcome__statement__appointment__person=person)
    object_to(own, text="有误。", person=person, now=timezone.now())


def test_an_organizer_does_not_count_their_own_letter(top, cast):
    organizer_too(cast, cast.direct_secretary)
    assert asked(GIVE, cast.department, cast.direct_secretary, cast.head) == [
        (cast.department.name, "还有 3 人没有反馈。先反馈，后通报。"),
        (cast.direct_secretary.name, "还有 2 人没有反馈。先反馈，后通报。"),
    ]


def test_an_organizer_is_not_asked_to_answer_their_own_objection(top, cast):
    objected(top, cast.direct_secretary)
    organizer_too(cast, cast.direct_secretary)
    assert asked(ANSWER, cast.department, cast.direct_secretary, cast.head) == [
        (cast.department.name, "有 1 件异议等答复。")
    ]


def test_who_now_leads_the_unit_does_not_count_its_letter(top, cast):
    Appointment.objects.filter(person=cast.direct_secretary).update(person=cast.outsider, ends=F("starts"))
    appoint(cast.direct_secretary, organization=cast.direct_branch, role="secretary", starts=TODAY)
    organizer_too(cast, cast.direct_secretary)
    assert asked(GIVE, cast.direct_secretary) == [(cast.direct_secretary.name, "还有 2 人没有反馈。先反馈，后通报。")]


def test_the_secretary_gives_what_is_about_the_sole_organizer(top, cast):
    sole_organizer(cast, cast.direct_secretary)
    assert asked(GIVE, cast.direct_secretary, cast.head, cast.other_college_secretary) == [
        (cast.head.name, "还有 1 人没有反馈。先反馈，后通报。"),
        (cast.direct_secretary.name, "还有 2 人没有反馈。先反馈，后通报。"),
    ]


def test_the_secretary_answers_the_sole_organizers_objection_without_a_date(top, cast):
    objected(top, cast.direct_secretary)
    sole_organizer(cast, cast.direct_secretary)
    assert asked(ANSWER, cast.direct_secretary, cast.head) == [(cast.head.name, "有 1 件异议等答复。")]
    found = [one for one in waiting_matters([cast.head], TODAY) if one.title == ANSWER]
    assert [(one.due, one.schedule) for one in found] == [(None, None)]


def test_alone_the_secretary_is_told_the_same_as_among_others(top, cast):
    assert asked(GIVE, cast.head) == []
    sole_organizer(cast, cast.direct_secretary)
    assert len(asked(GIVE, cast.head)) == 1


def test_a_correction_is_circulated_once_it_is_told(top, cast, year):
    result.issued(result.fed_back(top))
    assert asked(CORRECT, cast.department) == []
    result.corrected(top, year.statement(cast.other_college), "best")
    assert asked(CORRECT, cast.department) == []
    result.opened(top)
    assert asked(CORRECT, cast.department, cast.head) == [
        (cast.department.name, "更正的结果已经反馈本人，草稿由系统拟好。")
    ]
    draft = result.drafted(top, "更正如下。")
    assert len(asked(CORRECT, cast.department)) == 1
    result.issued(top, draft)
    assert asked(CORRECT, cast.department) == []


def test_two_corrections_are_one_matter_until_both_are_out(top, cast, year):
    result.issued(result.fed_back(top))
    result.corrected(top, year.statement(cast.other_college), "best")
    result.corrected(top, year.statement(cast.college), "second")
    result.opened(top)
    for _ in ("first", "second"):
        assert len(asked(CORRECT, cast.department)) == 1
        result.issued(top, result.drafted(top, "更正如下。"))
    assert asked(CORRECT, cast.department) == []


@pytest.mark.parametrize("stage", Round.Stage.values)
def test_a_decision_is_checked_only_while_the_round_may_take_it(cast, year, stage):
    result.evaluating(year.top)
    result.entered(year.top)
    Round.objects.filter(pk=year.top.pk).update(stage=stage)
    may = stage in {"evaluating", "decided", "fed_back", "published"}
    assert bool(asked(CONFIRM, cast.head)) == may
