"""权限: the security administrator gives and takes the posts that stand apart; the roles stay apart (DESIGN §4)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, AuditEntry, Person
from accounts.services.people.appointment import appoint
from accounts.services.people.rights import give_right, take_right
from tests import cast as casting

pytestmark = pytest.mark.django_db
Role = Appointment.Role


def give(client, person, role):
    fields = {"staff_number": person.staff_number, "name": person.name, "role": role, "starts": "2026-01-01"}
    return client.post(reverse("accounts:right_give"), fields)


def test_the_list_shows_who_holds_which_right_and_no_button_for_secretaries(cast, enter):
    page = enter(cast.security_administrator).get(reverse("accounts:rights")).content.decode()
    assert all(name in page for name in ("张怀远", "秦岩", "席通", "何苗"))
    assert page.count(">结束<") == 3  # auditor, system administrator, department: not one's own, no secretary


def test_the_list_is_searched_and_filtered(cast, enter):
    client = enter(cast.security_administrator)
    found = client.get(reverse("accounts:rights"), {"q": "外国语", "kind": "leading"}).content.decode()
    assert "刘晓梅" in found
    assert "周正明" not in found
    found = client.get(reverse("accounts:rights"), {"q": "zzm"}).content.decode()
    assert ("周正明" in found, "刘晓梅" in found) == (True, False)


def test_giving_a_right_appoints_and_leaves_a_line(cast, enter):
    assert give(enter(cast.security_administrator), cast.outsider, Role.SYSTEM_ADMINISTRATOR).status_code == 302
    post = cast.outsider.appointments.get()
    assert (post.organization, post.role) == (cast.committee, Role.SYSTEM_ADMINISTRATOR)
    assert AuditEntry.objects.latest("pk").actor == cast.security_administrator


def test_nobody_gives_themselves_a_right_or_ends_their_own(cast, enter):
    own = cast.security_administrator
    assert give(enter(own), own, Role.AUDITOR).status_code == 422
    post = own.appointments.get()
    assert enter(own).get(reverse("accounts:right_take", args=[post.pk])).status_code == 404
    with pytest.raises(ValidationError):
        take_right(post, ends=timezone.localdate(), actor=own)


def test_a_secretarys_post_is_not_given_here(cast):
    with pytest.raises(ValidationError, match="不在这里任免"):
        give_right(cast.outsider, role=Role.SECRETARY, starts=date(2026, 1, 1), actor=cast.security_administrator)


@pytest.mark.parametrize("holder", ["auditor", "department", "branch_secretary"])
def test_who_has_another_right_does_not_become_an_administrator(cast, enter, holder):
    answer = give(enter(cast.security_administrator), getattr(cast, holder), Role.SYSTEM_ADMINISTRATOR)
    assert answer.status_code == 422
    assert "不同的人担任" in answer.content.decode()


def test_an_administrator_does_not_become_a_secretary(cast):
    person, where = cast.auditor, casting.organization(cast.college, "新支部", "branch")
    with pytest.raises(ValidationError, match="不同的人担任"):
        appoint(person, organization=where, role=Role.SECRETARY, starts=timezone.localdate())


def test_the_database_refuses_two_guarding_posts_of_one_person(cast):
    row = f"({cast.auditor.pk}, {cast.committee.pk}, 'system_administrator', '2026-01-01')"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO accounts_appointment (person_id, organization_id, role, starts) VALUES {row}")


def test_a_right_that_is_taken_is_gone_the_next_day(cast, enter):
    post = cast.system_administrator.appointments.get()
    ends = {"ends": (timezone.localdate() - timedelta(days=1)).isoformat()}
    assert (
        enter(cast.security_administrator).post(reverse("accounts:right_take", args=[post.pk]), ends).status_code == 302
    )
    assert enter(cast.system_administrator).get(reverse("accounts:accounts")).status_code == 404


def test_the_department_gives_and_ends_no_post_of_its_own(cast, enter):
    client, post = enter(cast.department), cast.department.appointments.get()
    assert client.get(reverse("accounts:appointment_end", args=[post.pk])).status_code == 404
    page = client.get(reverse("accounts:appointment_new", args=[cast.committee.pk])).content.decode()
    assert 'value="organizer"' not in page


@pytest.fixture
def unguarded(cast):
    """A school whose rights nobody keeps yet."""
    Appointment.objects.filter(role="security_administrator").delete()
    return cast


FIRST = {"staff_number": "010013", "name": "万里", "role": "security_administrator", "starts": "2026-01-01"}


def test_the_department_names_the_first_security_administrator_and_no_second(unguarded, enter):
    client, address = enter(unguarded.department), reverse("accounts:right_first")
    answers = [client.post(address, FIRST).status_code, client.post(address, FIRST).status_code]
    assert (answers, Appointment.objects.get(role="security_administrator").person) == ([302, 404], unguarded.outsider)


@pytest.fixture
def second(cast):
    """A second security administrator."""
    give_right(
        cast.outsider, role=Role.SECURITY_ADMINISTRATOR, starts=date(2026, 1, 1), actor=cast.security_administrator
    )
    return cast.outsider


def test_of_two_who_keep_the_rights_the_last_without_an_end_is_not_taken(cast, second):
    first = cast.security_administrator
    take_right(second.appointments.get(), ends=timezone.localdate(), actor=first)
    with pytest.raises(ValidationError, match="请先给另一位同志"):
        take_right(first.appointments.get(), ends=timezone.localdate(), actor=second)


def test_a_last_day_in_the_past_is_noted_by_who_came_since(cast, second):
    Appointment.objects.filter(person=second).update(starts=timezone.localdate())
    gone = timezone.localdate() - timedelta(days=7)
    assert take_right(cast.security_administrator.appointments.get(), ends=gone, actor=second).ends == gone


@pytest.mark.parametrize("lacking", [{"is_active": False}, {"starts": 30}])
def test_whoever_cannot_keep_the_rights_the_day_after_is_no_other(cast, second, lacking):
    Person.objects.filter(pk=second.pk).update(is_active=lacking.get("is_active", True))
    later = timezone.localdate() + timedelta(days=lacking.get("starts", -1))
    Appointment.objects.filter(person=second).update(starts=later)
    with pytest.raises(ValidationError, match="请先给另一位同志"):
        take_right(cast.security_administrator.appointments.get(), ends=timezone.localdate(), actor=second)


def test_the_only_one_who_keeps_the_rights_is_not_disabled(cast, enter):
    client, keeper = enter(cast.system_administrator), cast.security_administrator
    page = client.post(reverse("accounts:person_account", args=[keeper.pk]), {"active": "0"}, follow=True)
    keeper.refresh_from_db()
    assert ("唯一能登录的安全管理员" in page.content.decode(), keeper.is_active) == (True, True)


def test_one_of_two_who_keep_the_rights_is_disabled(cast, second, enter):
    enter(cast.system_administrator).post(reverse("accounts:person_account", args=[second.pk]), {"active": "0"})
    second.refresh_from_db()
    assert not second.is_active


@pytest.mark.parametrize("lost", ["ended", "disabled"])
def test_the_department_names_one_again_when_the_last_is_lost(cast, enter, lost):
    keeper = cast.security_administrator
    if lost == "ended":
        Appointment.objects.filter(person=keeper).update(ends=timezone.localdate() - timedelta(days=1))
    else:
        Person.objects.filter(pk=keeper.pk).update(is_active=False)
    client = enter(cast.department)
    assert "指定安全管理员" in client.get(reverse("accounts:home")).content.decode()
    assert client.post(reverse("accounts:right_first"), FIRST).status_code == 302


def test_the_first_gets_no_other_right_this_way(unguarded, enter):
    answer = enter(unguarded.department).post(reverse("accounts:right_first"), {**FIRST, "role": "auditor"})
    assert (answer.status_code, unguarded.outsider.appointments.exists()) == (422, False)


def test_the_page_of_the_top_asks_for_the_first(unguarded, enter):
    page = enter(unguarded.department).get(reverse("accounts:organization", args=[unguarded.committee.pk]))
    assert "现在没有安全管理员" in page.content.decode()


def test_whoever_cannot_log_in_becomes_no_administrator(unguarded, enter):
    unguarded.outsider.set_unusable_password()
    unguarded.outsider.save()
    answer = enter(unguarded.department).post(reverse("accounts:right_first"), FIRST)
    assert (answer.status_code, "还没有密码" in answer.content.decode()) == (422, True)
