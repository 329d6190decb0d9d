"""以…身份查看: read-only, audited page by page, shown in a banner, over after thirty minutes (DESIGN §4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, AuditEntry, Person
from accounts.services.entry.support import ENDED, OPENED, REFUSED, STARTED
from accounts.services.people.person import set_active

pytestmark = pytest.mark.django_db


@pytest.fixture
def looking(cast, year, enter):
    """The department, looking as the branch's secretary."""
    client = enter(cast.department)
    client.post(reverse("accounts:support", args=[cast.branch_secretary.pk]), {"reason": "电话里说找不到交稿的地方"})
    return client


def lines(verb):
    return list(AuditEntry.objects.filter(verb=verb).order_by("pk"))


def test_it_starts_with_a_reason_alone(cast, enter):
    client = enter(cast.department)
    assert client.post(reverse("accounts:support", args=[cast.branch_secretary.pk]), {"reason": " "}).status_code == 422
    assert lines(STARTED) == []


def test_the_pages_are_the_others_with_a_banner(cast, year, looking):
    page = looking.get(reverse("reviews:statements"), follow=True).content.decode()
    assert "正在以 <strong>梁晓</strong> 的身份查看" in page
    assert looking.get(reverse("accounts:home")).content.decode().count("正在以") == 1


def test_start_pages_downloads_and_end_stand_in_the_trail(cast, year, looking):
    statement = year.statement(cast.branch)
    looking.get(reverse("reviews:statement", args=[statement.pk]))
    looking.post(reverse("accounts:support_end"))
    (start,), (page,), (end,) = lines(STARTED), lines(OPENED), lines(ENDED)
    assert {one.actor for one in (start, page, end)} == {cast.department}
    assert {one.object_id for one in (start, page, end)} == {cast.branch_secretary.pk}
    assert start.after == {"reason": "电话里说找不到交稿的地方"}
    assert page.after == {"page": "reviews:statement", "object_id": statement.pk}


@pytest.mark.parametrize("name", ["reviews:hand_in", "reviews:delay_grant"])
def test_every_act_is_refused_in_plain_words(cast, year, looking, name):
    answer = looking.post(reverse(name, args=[year.statement(cast.branch).pk]), {"reason": "x"})
    assert answer.status_code == 403
    assert "只能看，刚才没有办" in answer.content.decode()
    (line,) = lines(REFUSED)
    assert (line.actor, line.object_id) == (cast.department, cast.branch_secretary.pk)
    assert line.after == {"page": name, "method": "POST"}


def test_what_is_not_released_is_closed_even_where_the_person_could_open_it(cast, year, enter):
    client = enter(cast.department)
    client.post(reverse("accounts:support", args=[cast.college_organizer.pk]), {"reason": "求助"})
    for name in ("grades", "round_decision", "round_feedback", "comments"):
        answer = client.get(reverse(f"reviews:{name}", args=[year.below.pk]))
        assert (answer.status_code, "这一页不打开" in answer.content.decode()) == (403, True), name


def test_leaving_gives_ones_own_session_back(cast, looking):
    assert looking.get(reverse("reviews:cycles")).status_code == 403
    assert looking.post(reverse("accounts:support_end")).url == reverse(
        "accounts:person", args=[cast.branch_secretary.pk]
    )
    page = looking.get(reverse("reviews:cycles"))
    assert page.status_code == 200
    assert "林静" in page.content.decode()


def run_out(client):
    session = client.session
    session["support"] = {**session["support"], "until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()


def test_it_is_over_after_half_an_hour(cast, looking):
    run_out(looking)
    page = looking.get(reverse("accounts:home")).content.decode()
    assert "已经结束" in page
    assert len(lines(ENDED)) == 1


def disable(client, subject, token):
    answer = client.post(reverse("accounts:person_account", args=[subject.pk]), {"active": "0", **token})
    subject.refresh_from_db()
    return answer.status_code, subject.is_active, answer.content.decode()


def test_a_click_that_comes_after_its_end_is_not_taken_as_ones_own(cast, looking):
    run_out(looking)
    status, is_active, page = disable(looking, cast.other_branch_secretary, {})
    assert (status, is_active, "刚刚结束，这一下没有办" in page) == (403, True, True)


@pytest.mark.parametrize("ends", [run_out, lambda client: client.post(reverse("accounts:support_end"), token(client))])
def test_a_page_that_was_looked_at_holds_no_button_of_ones_own_afterwards(cast, ends):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.department)
    client.get(reverse("accounts:support", args=[cast.college_secretary.pk]))
    client.post(reverse("accounts:support", args=[cast.college_secretary.pk]), {"reason": "求助", **token(client)})
    left_open = token(client)
    ends(client)
    client.get(reverse("accounts:home"))
    assert disable(client, cast.branch_secretary, left_open)[:2] == (403, True)
    assert disable(client, cast.branch_secretary, token(client))[:2] == (302, False)


def token(client):
    return {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def test_what_was_typed_in_another_window_stands_on_the_refusal(cast, looking):
    answer = looking.post(reverse("accounts:workday_note"), {"note": "因运动会调休，例会改到下周。"})
    assert (answer.status_code, "因运动会调休，例会改到下周。" in answer.content.decode()) == (403, True)


def test_whoever_looks_and_types_is_told_that_they_are_still_logged_in(cast, looking):
    assert looking.get(reverse("accounts:stay")).status_code == 204
    assert lines(REFUSED) == []


def test_it_is_over_when_the_right_or_the_account_is_gone(cast, looking):
    set_active(cast.branch_secretary, active=False, actor=cast.system_administrator)
    assert "已经结束" in looking.get(reverse("accounts:home")).content.decode()


@pytest.mark.parametrize("role", ["auditor", "security_administrator", "system_administrator", "department"])
def test_nobody_is_looked_as_who_guards_or_oneself(cast, enter, role):
    assert enter(cast.department).get(reverse("accounts:support", args=[getattr(cast, role).pk])).status_code == 404


def test_the_persons_own_session_is_not_touched(cast, looking, enter):
    own = enter(cast.branch_secretary)
    assert "正在以" not in own.get(reverse("accounts:home")).content.decode()
    assert Person.objects.get(pk=cast.branch_secretary.pk).is_active


def test_logging_out_ends_it(cast, looking):
    looking.post(reverse("account_logout"))
    assert AuditEntry.objects.filter(verb="退出").latest("pk").actor == cast.department
    assert looking.get(reverse("accounts:home")).status_code == 302


def test_nobody_looks_as_a_colleague_of_the_department(cast, enter):
    Appointment.objects.create(
        person=cast.outsider, organization=cast.committee, role="organizer", starts=timezone.localdate()
    )
    page = reverse("accounts:support", args=[cast.outsider.pk])
    assert enter(cast.department).get(page).status_code == 404
