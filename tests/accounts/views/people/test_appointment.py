from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.services.people.appointment import appoint, hand_over
from reviews.wordcheck import check


def text(response):
    return response.content.decode()


@pytest.fixture
def post(cast):
    return Appointment.objects.get(person=cast.college_secretary)


def test_handing_over_leads_to_the_sheet_that_both_sign(cast, year, post, enter):
    data = {"starts": timezone.localdate(), "staff_number": "010013", "name": "万里", "role": "secretary"}
    page = enter(cast.department).post(
        reverse("accounts:appointment_hand_over", args=[post.pk]), data, follow=True
    ).content.decode()  # fmt: skip
    assert all(word in page for word in ("工作交接单", "交出人", "周正明", "接收人", "万里", "要办的事（1）"))


def test_the_sheet_comes_as_a_word_file(cast, year, post, enter):
    answer = enter(cast.college_secretary).get(reverse("accounts:handover_file", args=[post.pk]))
    text = "\n".join(item.text for item in check(answer.getvalue()).reading.paragraphs)
    assert all(word in text for word in ("机电工程学院党总支书记工作交接单", "一、要办的事", "监交人"))


def test_wrong_days_come_back_with_what_was_typed(cast, post, enter):
    answer = enter(cast.department).post(
        reverse("accounts:appointment_correct", args=[post.pk]),
        {"starts": "2024-05-01", "ends": "2024-04-01", "reason": "文件日期"},
    )
    assert (answer.status_code, "最后一天早于任职日期" in answer.content.decode(), "文件日期" in answer.content.decode()) == (
        422, True, True,
    )  # fmt: skip


def test_a_member_is_appointed_and_has_nothing_to_hand_over(cast, enter):
    appoint(cast.outsider, organization=cast.college, role="member", starts=date(2026, 1, 1))
    post = Appointment.objects.get(person=cast.outsider)
    client = enter(cast.department)
    gone = client.post(reverse("accounts:appointment_end", args=[post.pk]), {"ends": timezone.localdate()})
    assert (gone.url, client.get(reverse("accounts:handover", args=[post.pk])).status_code) == (
        reverse("accounts:organization", args=[cast.college.pk]), 404,
    )  # fmt: skip


@pytest.mark.parametrize("day", ["0001-01-01", "0026-09-01", "9999-12-31"])
def test_a_day_that_nobody_can_have_meant_is_refused(cast, enter, day):
    post = Appointment.objects.get(person=cast.branch_secretary)
    data = {"staff_number": "020009", "name": "石坚", "role": "secretary", "starts": day}
    answer = enter(cast.department).post(f"/appointments/{post.pk}/hand-over/", data)
    assert (answer.status_code, "1950–2100" in answer.content.decode()) == (422, True)


def test_the_departments_own_posts_offer_it_no_change(cast, enter):
    page = enter(cast.department).get(f"/organizations/{cast.committee.pk}/").content.decode()
    own, led = (Appointment.objects.get(person=who) for who in (cast.department, cast.head))
    assert f"/appointments/{own.pk}/end/" not in page
    assert f"/appointments/{led.pk}/end/" in page


def test_who_is_to_come_heads_no_page_yet(cast, enter):
    tomorrow = timezone.localdate() + timedelta(days=1)
    post = Appointment.objects.get(person=cast.branch_secretary)
    hand_over(post, successor=cast.outsider, role="secretary", starts=tomorrow)
    client = enter(cast.department)
    pages = [f"/organizations/{cast.branch.pk}/", f"/people/{cast.outsider.pk}/"]
    heads = [client.get(page).content.decode().split("<h1")[1].split("</h1>")[0] for page in pages]
    assert ("梁晓任书记" in heads[0], "现在没有任职" in heads[1]) == (True, True)


def appoint_stranger(client, organization):
    typed = {"staff_number": "010013", "name": "万里", "role": "member", "starts": "2026-03-01"}
    return client.post(f"/organizations/{organization.pk}/appoint/", typed)


def test_a_college_does_not_take_over_an_account_that_has_no_post(cast, enter):
    client = enter(cast.college_organizer)
    answer = appoint_stranger(client, cast.branch)
    assert (answer.status_code, "第一个任职请组织部办理" in text(answer)) == (422, True)
    assert not Person.objects.editable_by(cast.college_organizer).filter(pk=cast.outsider.pk).exists()
    assert client.post(f"/people/{cast.outsider.pk}/password/").status_code == 404


@pytest.mark.parametrize(
    "state", [{"last_login": "2026-01-01T00:00:00+08:00", "password": "!x"}, {"password": "!x", "is_active": False}]
)
def test_nor_one_that_came_by_single_sign_on_or_was_disabled(cast, enter, state):
    Person.objects.filter(pk=cast.outsider.pk).update(**state)
    assert appoint_stranger(enter(cast.college_organizer), cast.branch).status_code == 422


def test_an_account_that_nobody_has_used_is_taken_on(cast, enter):
    Person.objects.filter(pk=cast.outsider.pk).update(password="!x")
    assert appoint_stranger(enter(cast.college_organizer), cast.branch).status_code == 302


def test_the_department_gives_the_first_post_and_another_college_s_people_may_serve_here(cast, enter):
    assert appoint_stranger(enter(cast.department), cast.branch).status_code == 302
    typed = {"staff_number": "010008", "name": "陆一鸣", "role": "member", "starts": "2026-03-01"}
    assert enter(cast.college_organizer).post(f"/organizations/{cast.branch.pk}/appoint/", typed).status_code == 302
    assert not Person.objects.editable_by(cast.college_organizer).filter(pk=cast.other_branch_secretary.pk).exists()


def test_a_hand_over_to_such_an_account_is_refused_alike(cast, enter):
    post = cast.branch_secretary.appointments.get()
    typed = {"staff_number": "010013", "name": "万里", "role": "secretary", "starts": "2026-03-01"}
    assert enter(cast.college_organizer).post(f"/appointments/{post.pk}/hand-over/", typed).status_code == 422
    post.refresh_from_db()
    assert post.ends is None
