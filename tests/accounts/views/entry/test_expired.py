"""What somebody had typed survives the end of their session: for them, and for nobody else (PROMISES §6)."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts import typed
from accounts.models import Person
from accounts.services.people.person import set_active
from tests.cast import PASSWORD

TEXT = "查摆问题部分还要写得更具体：活动少、台账旧。"
FORM, ACTION = "/workdays/", "/workdays/note/"
GIVEN = {"day": "2026-12-13", "is_workday": "1", "note": TEXT}


def fall_asleep(client):
    Session.objects.filter(session_key=client.session.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )


def log_in(client, number):
    client.post("/login/", {"login": number, "password": PASSWORD})


def send(client, given=GIVEN, **headers):
    return client.post(ACTION, given, headers={"referer": f"http://testserver{FORM}"} | headers)


@pytest.fixture
def late(cast, enter):
    """林静, whose form came after half an hour."""
    client = enter(cast.department)
    client.get(FORM)
    fall_asleep(client)
    return client


def test_it_comes_back_to_the_same_person_on_the_same_page(late):
    answer = send(late)
    page = answer.content.decode()
    assert (answer.status_code, TEXT in page, "替您留着" in page) == (401, True, True)
    log_in(late, "010002")
    assert TEXT not in late.get("/").content.decode()
    page = late.get(FORM).content.decode()
    assert TEXT in page
    assert f'data-action="{ACTION}"' in page


@pytest.mark.parametrize("path", ["/account/stay/", "/", "/login/", "/help/"])
def test_it_comes_back_also_where_something_else_was_asked_before_the_form_came(late, path):
    late.get(path)  # another window, or a page that asks how things stand
    assert "替您留着" in send(late).content.decode()
    log_in(late, "010002")
    assert TEXT in late.get(FORM).content.decode()


def test_whoever_leaves_gives_the_key_of_the_session_back(cast, enter):
    client = enter(cast.department)
    client.get("/help/")
    client.post("/logout/")
    assert client.cookies["sessionid"].value == ""


def test_a_session_that_somebody_has_ended_is_not_said_to_have_been_idle(late, cast):
    set_active(cast.department, active=False, actor=cast.system_administrator)
    page = send(late).content.decode()
    assert ("这里已经退出" in page, "离开得太久" in page, TEXT in page) == (True, False, True)


def test_it_never_comes_back_to_another(late):
    send(late)
    log_in(late, "010003")
    assert [TEXT in late.get(path).content.decode() for path in ("/", FORM, "/account/")] == [False] * 3
    assert "kept" not in late.session


def test_another_at_the_same_computer_by_the_demos_tap_does_not_see_it_either(late, cast, monkeypatch):
    send(late)
    late.force_login(cast.head)
    assert TEXT not in late.get(FORM).content.decode()


def test_it_is_forgotten_once_the_form_is_posted_again(late):
    send(late)
    log_in(late, "010002")
    send(late)
    assert TEXT not in late.session.get("kept", {}).get("fields", [])
    assert "您刚才没有交成的文字" not in late.get(FORM).content.decode()


def test_secrets_are_not_kept(cast, enter):
    client = enter(cast.head)
    client.get("/account/contact/")
    fall_asleep(client)
    client.post("/account/contact/", {"mobile": "13900000000", "confirm": PASSWORD, "password": PASSWORD})
    assert PASSWORD not in str(client.session["kept"])


def test_of_a_form_with_a_file_the_texts_come_back_and_the_file_is_asked_for_again(late):
    answer = send(late, {**GIVEN, "file": SimpleUploadedFile("稿.docx", b"PK")})
    assert "选好的文件还在您的电脑上" in answer.content.decode()
    log_in(late, "010002")
    page = late.get(FORM).content.decode()
    assert (TEXT in page, "选好的文件没有传上来，请再选一次" in page) == (True, True)


def test_a_fragments_form_is_answered_with_the_whole_page(late):
    answer = send(late, **{"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reselect"]) == (401, "#main", "#main")
    assert 'id="main"' in answer.content.decode()
    log_in(late, "010002")
    assert TEXT in late.get(FORM).content.decode()


def test_a_fragment_that_renews_itself_leads_the_page_to_the_login(late):
    answer = late.get("/", headers={"hx-request": "true", "hx-current-url": f"http://testserver{FORM}"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/login/?next={FORM}")


def test_from_another_site_nothing_is_kept(late):
    send(late, origin="https://evil.example")
    assert "kept" not in late.session


def test_whoever_had_no_session_has_nothing_kept(cast, client):
    page = send(client).content.decode()
    assert ("kept" in client.session, TEXT in page, "请先复制" in page) == (False, True, True)


def test_a_form_without_end_is_not_kept(late, monkeypatch):
    monkeypatch.setattr(typed, "MOST_KEPT", 10)
    send(late)
    assert "kept" not in late.session


def test_whoever_was_disabled_meanwhile_does_not_get_in(late, cast):
    Person.objects.filter(pk=cast.department.pk).update(is_active=False)
    send(late)
    log_in(late, "010002")
    assert late.get(FORM).status_code == 302


def test_whoever_types_stays_and_others_are_warned(cast, enter):
    client = enter(cast.head)
    assert client.get("/account/stay/").status_code == 204
    page = client.get("/").content.decode()
    assert 'data-seconds="1800" data-stay="/account/stay/"' in page
    assert 'id="idle"' not in Client().get("/login/").content.decode()


def test_what_a_page_showed_is_not_told_as_typed(late):
    page = send(late, {"note": TEXT, "seen": '{"name": "机电工程学院党总支"}'}, origin="http://testserver")
    assert (TEXT in page.content.decode(), "机电工程学院党总支" in page.content.decode()) == (True, False)


def shown_again(client, **more):
    """Post the form with a mistake: it comes back at its own address, which does not open by itself."""
    assert send(client, {"note": TEXT}, **more).status_code == 422


def test_a_form_that_was_shown_again_comes_back_on_the_page_it_stands_on(cast, enter):
    client = enter(cast.department)
    shown_again(client)
    fall_asleep(client)
    page = client.post(ACTION, GIVEN, headers={"referer": f"http://testserver{ACTION}"}).content.decode()
    assert f'href="/login/?next={FORM}"' in page
    log_in(client, "010002")
    assert TEXT in client.get(FORM).content.decode()


def test_the_address_of_a_form_that_was_shown_again_leads_to_its_page(cast, enter):
    client = enter(cast.department)
    assert client.get(ACTION).status_code == 405
    shown_again(client)
    assert client.get(ACTION)["Location"] == FORM
    assert client.post("/text-size/", {"size": "large", "next": ACTION}, follow=True).status_code == 200
    assert client.get("/reminders/read/").status_code == 405


@pytest.mark.parametrize("referer", ["http://testserver//evil.example/", "", "javascript:alert(1)"])
def test_it_leads_nowhere_else(cast, enter, referer):
    client = enter(cast.department)
    shown_again(client, referer=referer)
    assert client.get(ACTION).status_code == 405
