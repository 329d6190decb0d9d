import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.people.appointment import appoint
from reviews.models import Visit
from reviews.services.hearing.visit import (
    VisitClosed,
    VisitOvertaken,
    change_visit,
    mark_visit,
    visit_problems,
    withdraw_visit,
)
from tests.cast import visit as write


@pytest.fixture
def statement(cast, year):
    return year.statement(cast.college)


@pytest.fixture
def visit(cast, statement):
    return write(statement, person=cast.department)


def change(visit, person, **fields):
    given = {"seen": visit.version, "day": visit.day, "place": visit.place, "companions": "", "text": visit.text}
    return change_visit(visit, person=person, now=timezone.now(), **(given | fields))


def mark(visit, person, places, seen=None):
    return mark_visit(visit, person=person, seen=seen or visit.version, places=places, now=timezone.now())


def test_problem_sentences_are_marked_at_once(visit):
    assert visit.problems == ["会议记录不全。"]


def test_a_tap_changes_the_marks(cast, visit):
    assert mark(visit, cast.department, [0, 2]).problems == ["活动室整齐。", "大家愿意来。"]


def test_marks_survive_an_edit_of_other_sentences(cast, visit):
    marked = mark(visit, cast.department, [2])
    changed = change(marked, cast.head, text=visit.text + "经费没有用。")
    assert changed.problems == ["大家愿意来。", "经费没有用。"]
    assert (changed.changed_by, changed.written_by, changed.version) == (cast.head, cast.department, 3)


def test_saving_what_is_there_changes_nothing(cast, visit):
    lines = AuditEntry.objects.count()
    assert change(visit, cast.head).version == 1
    assert AuditEntry.objects.count() == lines


def test_the_trail_tells_that_the_text_changed_and_nothing_of_it(cast, visit):
    change(visit, cast.head, text="书记忙，谈心谈话顾不上。")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.before, entry.after) == ("修改实地调研", {}, {"changed": ["text", "problems"]})
    assert not AuditEntry.objects.filter(after__icontains="顾不上").exists()


def test_who_comes_second_is_told_by_whom(cast, visit):
    change(visit, cast.head, place="实训车间")
    with pytest.raises(VisitOvertaken, match="张怀远在"):
        mark(visit, cast.department, [0], seen=1)


@pytest.mark.parametrize("stage", ["decided", "fed_back", "published", "archived"])
def test_after_the_decision_nothing_is_written_any_more(cast, year, statement, visit, stage):
    year.top.stage = stage
    year.top.save()
    for act in (
        lambda: write(statement, person=cast.department),
        lambda: change(visit, cast.department, place="别处"),
        lambda: mark(visit, cast.department, []),
        lambda: withdraw_visit(visit, person=cast.department, seen=1, now=timezone.now()),
    ):
        with pytest.raises(VisitClosed, match="已经研究确定"):
            act()


@pytest.mark.parametrize("stage", ["preparing", "collecting", "meeting", "evaluating"])
def test_until_the_decision_visits_are_written(cast, year, statement, stage):
    year.top.stage = stage
    year.top.save()
    assert write(statement, person=cast.head).pk


def test_what_was_taken_back_counts_no_more_and_stays_as_it_is(cast, statement, visit):
    withdraw_visit(visit, person=cast.department, seen=1, now=timezone.now())
    assert (list(Visit.objects.standing()), visit_problems(statement)) == ([], [])
    with pytest.raises(VisitClosed, match="已经撤销"):
        mark(visit, cast.department, [0], seen=2)


def test_problems_come_with_their_source_the_earliest_visit_first(cast, statement, visit):
    earlier = write(statement, person=cast.head, day=visit.day.replace(year=visit.day.year - 1), text="经费没有用。")
    found = [(problem.text, problem.visit_id, problem.day) for problem in visit_problems(statement)]
    assert found == [("经费没有用。", earlier.pk, earlier.day), ("会议记录不全。", visit.pk, visit.day)]


@pytest.mark.parametrize("broken", [{"text": ""}, {"place": ""}, {"version": 0}])
def test_the_database_refuses_an_empty_visit(visit, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**broken)


def test_nobody_sees_a_visit_about_themselves_even_as_organizer(cast, year):
    own = write(year.statement(cast.branch), person=cast.college_organizer)
    appoint(cast.branch_secretary, organization=cast.college, role="organizer", starts=timezone.localdate())
    assert list(Visit.objects.visible_to(cast.branch_secretary)) == []
    assert list(Visit.objects.visible_to(cast.college_organizer)) == [own]
