from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services.people.appointment import appoint, end_appointment
from accounts.services.people.organization import create_organization
from reviews.models import Round, Statement
from reviews.services.preparing.stage import advance
from tests.cast import person


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.mark.parametrize("name", ["round_plan", "round_people"])
def test_the_plan_asks_the_same_of_one_row_and_of_thirty(name, cast, year, enter):
    client = enter(cast.department)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name, year.top.pk)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        place = create_organization(
            parent=cast.committee, name=f"第{number}党总支", short="总支", kind="general_branch"
        )
        holder = person(f"02{number:04}", f"书记{number}")
        post = appoint(holder, organization=place, role="secretary", starts=timezone.localdate())
        Statement.objects.create(round=year.top, organization=place, appointment=post, mode="on_stage")
    assert queries() == few <= 15


def test_whoever_is_new_in_a_post_is_offered_and_taken_over(cast, year, enter):
    statement = year.statement(cast.branch)
    end_appointment(statement.appointment, ends=timezone.localdate() - timedelta(days=1))
    appoint(person("020001", "新书记"), organization=cast.branch, role="secretary", starts=timezone.localdate())
    client = enter(cast.college_organizer)
    assert "名单：1 个岗位换了人" in client.get(url("round_people", year.below.pk)).content.decode()
    client.post(url("statement_hand_over", statement.pk))
    assert year.statement(cast.branch).person.name == "新书记"


def test_a_paper_signed_tomorrow_is_refused(cast, year, enter):
    advance(year.below, to="preparing", person=cast.college_organizer, reason="名单要改")
    day = timezone.localdate() + timedelta(days=1)
    data = {"number": 0, "approved_by": cast.college_secretary.pk, "approved_on": f"{day}"}
    answer = enter(cast.college_organizer).post(url("round_paper", year.below.pk), data)
    assert (answer.status_code, "签字日期不能在今天之后" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["round_plan", "round_people"])
def test_two_secretaries_on_a_handover_day_are_named(name, cast, year, enter):
    today = timezone.localdate()
    Round.objects.update(stage="preparing")
    cast.college_secretary.appointments.update(ends=today)
    appoint(cast.outsider, organization=cast.college, role="secretary", starts=today)
    page = enter(cast.department).get(url(name, year.top.pk)).content.decode()
    assert "机电工程学院党总支今天有两位书记在任：周正明" in page
    assert "由新任述职" in page
