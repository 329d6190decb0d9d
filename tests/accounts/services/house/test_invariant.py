from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F
from django.utils import timezone

from accounts.models import Appointment, Organization, Person, Seal, StoredFile
from accounts.services.house.invariant import check_invariants
from reviews.models import Decision, Evaluation, Feedback, Outcome, Round, StageChange, Statement
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.accounts.trail import sealed
from tests.rectification.scene import ledger_of

pytestmark = pytest.mark.django_db


def broken() -> list[str]:
    return [one.row for one in check_invariants()[1]]


def handed_in(year, cast) -> Statement:
    statement = year.statement(cast.college)
    for data in (docx.thin(), docx.good()):
        hand_in_report(statement, person=cast.college_secretary, data=data, filename="报告.docx", now=timezone.now())
    return statement


def test_a_year_that_people_make_breaks_nothing(cast, year, capsys):
    handed_in(year, cast)
    call_command("check_invariants")
    assert capsys.readouterr().out.endswith("rules checked, 0 rows break one\n")


def test_the_command_names_the_row_and_fails(cast, year, lifted, capsys):
    Organization.objects.filter(pk=cast.branch.pk).update(path=f"/{cast.branch.pk}/")
    with pytest.raises(CommandError):
        call_command("check_invariants")
    assert capsys.readouterr().out.startswith(f"accounts.organization {cast.branch.pk}: An organization's path is")


def test_a_lost_file_is_named(cast, year, settings, tmp_path):
    handed_in(year, cast)
    settings.FILES_DIR = tmp_path / "empty"
    assert broken() == [f"accounts.storedfile {one.pk}" for one in StoredFile.objects.order_by("pk")]


def test_a_stage_without_its_history_is_named(year):
    Round.objects.filter(pk=year.below.pk).update(stage="meeting")
    assert broken() == [f"reviews.round {year.below.pk}"]


def test_a_move_that_the_table_does_not_know_is_named(year):
    odd = StageChange.objects.create(
        round=year.below, from_stage="collecting", to_stage="published", at=timezone.now(), note="原因"
    )
    Round.objects.filter(pk=year.below.pk).update(stage="published")
    assert f"reviews.stagechange {odd.pk}" in broken()


def test_a_current_version_that_is_not_the_last_is_named(cast, year):
    statement = handed_in(year, cast)
    Statement.objects.filter(pk=statement.pk).update(current_report=statement.reports.get(number=1))
    assert f"reviews.statement {statement.pk}" in broken()


def test_a_missing_number_is_named(cast, year):
    statement = handed_in(year, cast)
    statement.reports.filter(number=2).update(number=F("number") + 1)
    assert broken() == [f"reviews.statement {statement.pk}"]


def test_a_statement_of_somebody_elses_post_is_named(cast, year):
    statement = year.statement(cast.college)
    foreign = year.statement(cast.other_college).appointment
    Statement.objects.filter(pk=statement.pk).update(appointment=foreign)
    assert broken() == [f"reviews.statement {statement.pk}"]


def decided(year, cast, *, grade: str = "best") -> Outcome:
    """An outcome as nobody could have made it on the pages: confirmed, without anything that follows."""
    now = timezone.now()
    decision = Decision.objects.create(
        round=year.below, number=1, body="党总支委员会", held_on=now.date(), present="五人", result="同意",
        entered_by=cast.college_organizer, entered_at=now, changed_by=cast.college_organizer, changed_at=now,
        confirmed_by=cast.college_secretary, confirmed_at=now,
    )  # fmt: skip
    return Outcome.objects.create(
        decision=decision, statement=year.statement(cast.branch), grade=grade, praise="好的。", problems="不足。",
        is_current=True,
    )  # fmt: skip


def test_a_grade_without_its_consequences_is_named(cast, year):
    assert broken() == []
    outcome = decided(year, cast, grade="third")
    assert broken() == [f"reviews.outcome {outcome.pk}"]


def test_grave_feedback_without_a_talk_is_named(cast, year):
    outcome = decided(year, cast)
    now = timezone.now()
    told = Feedback.objects.create(
        outcome=outcome, opened_at=now, opened_by=cast.college_organizer, objection_until=now.date()
    )
    assert broken() == []
    Outcome.objects.update(grade="last")
    assert f"reviews.feedback {told.pk}" in broken()


def test_an_outcome_that_a_later_decision_corrects_is_not_current(cast, year):
    outcome = decided(year, cast)
    Decision.objects.filter(pk=outcome.decision_id).update(confirmed_by=None, confirmed_at=None)
    assert broken() == [f"reviews.outcome {outcome.pk}"]


def test_an_evaluation_of_who_does_not_report_is_named(cast, year):
    statement = year.statement(cast.branch)
    made = Evaluation.objects.create(statement=statement, written_by=cast.college_organizer, written_at=timezone.now())
    Statement.objects.filter(pk=statement.pk).update(
        mode="not_this_year", mode_reason="新任不满半年", mode_approved_by=cast.college_secretary
    )
    assert broken() == [f"reviews.evaluation {made.pk}"]


def test_a_ledger_of_who_was_not_reviewed_is_named(cast, year):
    ledger = ledger_of(year.statement(cast.college))
    type(ledger).objects.update(organization=cast.committee)
    assert broken() == [f"rectification.ledger {ledger.pk}"]


@pytest.mark.parametrize("change", [{"number": 9}, {"previous": "1" * 64}, {"first_id": F("first_id") - 1}])
def test_a_seal_that_does_not_follow_its_predecessor_is_named(cast, change):
    sealed(cast, 2, 2, 2)
    Seal.objects.filter(number=2).update(**change)
    assert f"accounts.seal {Seal.objects.get(number=change.get('number', 2)).pk}" in broken()


def test_a_name_changed_past_its_search_text_is_named(cast):
    Organization.objects.filter(pk=cast.branch.pk).update(name="改过的名称")
    Person.objects.filter(pk=cast.branch_secretary.pk).update(name="改名")
    assert broken() == [f"accounts.organization {cast.branch.pk}", f"accounts.person {cast.branch_secretary.pk}"]


@pytest.mark.parametrize(
    ("holder", "role"),
    [("auditor", "secretary"), ("auditor", "system_administrator"), ("branch_secretary", "auditor")],
)
def test_a_guard_with_another_right_is_named(cast, lifted, holder, role):
    person = getattr(cast, holder)
    held = person.appointments.get()
    started = {"starts": held.starts, "ends": date(2099, 1, 1), "organization": cast.committee}
    Appointment.objects.filter(organization=cast.committee, role="secretary").delete()
    made = Appointment.objects.create(person=person, role=role, **started)
    assert {f"accounts.appointment {one.pk}" for one in (held, made) if one.role in made.GUARDING_ROLES} == set(
        broken()
    )
    Appointment.objects.filter(pk=made.pk).update(ends=made.starts)
    Appointment.objects.filter(pk=held.pk).update(starts=made.starts + timedelta(days=1))
    assert broken() == []


def test_a_guard_below_the_top_is_named(cast, lifted):
    made = Appointment.objects.create(
        person=cast.outsider, organization=cast.college, role="auditor", starts=date(2026, 9, 1)
    )
    assert broken() == [f"accounts.appointment {made.pk}"]


def test_a_post_held_twice_at_once_is_named(cast, lifted):
    held = cast.college_organizer.appointments.get()
    twice = Appointment.objects.create(
        person=held.person, organization=held.organization, role=held.role, starts=held.starts, ends=date(2099, 1, 1)
    )
    assert sorted(broken()) == sorted(f"accounts.appointment {one.pk}" for one in (held, twice))
    Appointment.objects.filter(pk=twice.pk).update(starts=date(2001, 1, 1), ends=held.starts)  # one day is of both
    assert broken() == []
