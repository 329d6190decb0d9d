"""What 应急后台 shows and mends; who may enter stands in tests/access/test_emergency.py."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection

from accounts.models import AuditEntry, Person
from accounts.services.people.emergency import MENDED, OPENED
from accounts.services.trail.trail import line_of
from tests import emergency
from tests.trail_words import codes_told

LOOKED_AT = ("organization", "appointment")


@pytest.fixture(scope="module", autouse=True)
def _opened():
    with emergency.opened():
        yield


@pytest.fixture
def client(cast, enter):
    return enter(cast.system_administrator)


def address(row):
    return f"/emergency/accounts/{row._meta.model_name}/{row.pk}/change/"


def mend(client, row, **given):
    return client.post(address(row), {"staff_number": row.staff_number, "reason": "登记有误", **given})


def test_a_number_is_corrected_and_told_to_the_auditor(cast, client):
    answer = mend(client, cast.branch_secretary, staff_number="020005")
    assert (answer.status_code, answer["Location"]) == (302, address(cast.branch_secretary))
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.verb, entry.object_label) == (cast.system_administrator, MENDED, "梁晓")
    assert {str(one) for one in line_of(entry).changes} == {"工号：010005 → 020005", "原因：登记有误"}
    assert Person.objects.get(staff_number="020005") == cast.branch_secretary


def test_an_address_on_the_wrong_person_is_taken_away(cast, client):
    Person.objects.filter(pk=cast.head.pk).update(email="liang@example.cn")
    cast.head.refresh_from_db()
    assert "清空邮箱" in client.get(address(cast.head)).content.decode()
    mend(client, cast.head, forgets_email="on")
    assert Person.objects.get(pk=cast.head.pk).email is None
    assert (AuditEntry.objects.latest("pk").before) == {"email": "liang@example.cn"}


def test_who_is_inside_by_the_old_number_is_logged_out(cast, client, enter):
    other = enter(cast.branch_secretary)
    assert (other.get("/").status_code, UserSession.objects.filter(user=cast.branch_secretary).count()) == (200, 1)
    mend(client, cast.branch_secretary, staff_number="020005")
    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_nothing_is_changed_that_cannot_be_recorded(cast, client, settings):
    del settings.AUDIT_KEY
    with pytest.raises(AttributeError):
        mend(client, cast.branch_secretary, staff_number="020005")
    assert Person.objects.get(pk=cast.branch_secretary.pk).staff_number == "010005"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reason": ""}, "请写一句原因。"),
        ({}, "没有改动，所以没有保存。"),
        ({"staff_number": "010001"}, "这个工号已经登记过了。"),
        ({"staff_number": "01 0005x，"}, "工号由数字、字母或短横组成。"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(cast, client, given, told):
    assert told in mend(client, cast.branch_secretary, **given).content.decode()
    assert not AuditEntry.objects.filter(verb=MENDED).exists()


def test_nothing_but_those_two_is_taken_from_the_form(cast, client):
    given = {"name": "别人", "password": "x", "is_active": "", "mobile": "13900000000", "must_change_password": "on"}
    mend(client, cast.branch_secretary, staff_number="020005", **given)
    after = Person.objects.get(pk=cast.branch_secretary.pk)
    before = cast.branch_secretary
    assert (after.name, after.password, after.is_active, after.mobile) == ("梁晓", before.password, True, None)


def test_nobody_mends_their_own_account(cast, client):
    assert mend(client, cast.system_administrator, staff_number="020012").status_code == 403
    assert 'name="staff_number"' not in client.get(address(cast.system_administrator)).content.decode()


def test_posts_and_organizations_are_looked_at_alone(cast, client):
    for row in (cast.college, cast.branch_secretary.appointments.get()):
        assert (client.get(address(row)).status_code, client.post(address(row), {}).status_code) == (200, 403)


@pytest.mark.parametrize("kind", [*LOOKED_AT, "person"])
def test_nothing_is_made_or_deleted(cast, client, kind):
    row = cast.college if kind == "organization" else cast.outsider
    for end in ("add/", f"{row.pk}/delete/", f"{row.pk}/history/"):
        assert client.post(f"/emergency/accounts/{kind}/{end}", {"post": "yes"}).status_code == 404
    listed = f"/emergency/accounts/{kind}/"
    assert 'name="action"' not in client.get(listed).content.decode()
    before = [model.objects.count() for model in (Person, type(cast.college))]
    client.post(listed, {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
    assert [model.objects.count() for model in (Person, type(cast.college))] == before


def test_no_password_and_no_key_is_shown(cast, client):
    for row in (cast.department, cast.auditor):
        page = client.get(address(row)).content.decode()
        assert (row.password in page, 'name="password"' in page) == (False, False)


@pytest.mark.parametrize("asked", ["person/?password__startswith=", "appointment/?person__password__startswith="])
def test_no_list_tells_a_password_letter_by_letter(cast, client, asked):
    hashed = cast.head.password
    assert {client.get(f"/emergency/accounts/{asked}{word}").status_code for word in (hashed[:6], "no")} == {400}


def test_opened_pages_stand_in_the_trail_in_chinese(cast, client):
    client.get("/emergency/")
    client.get(address(cast.head))
    mend(client, cast.head, staff_number="020001")
    pages = AuditEntry.objects.filter(verb=OPENED, actor=cast.system_administrator).order_by("pk")
    assert [one.after["page"] for one in pages] == ["/emergency/", address(cast.head)]
    assert codes_told() == set()


def test_its_own_log_needs_no_table(cast, client):
    assert "django_admin_log" not in connection.introspection.table_names()
    mend(client, cast.head, staff_number="020001")
    assert {client.get(one).status_code for one in ("/emergency/", address(cast.head))} == {200}


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [("person", "zzm", "010003"), ("organization", "wgyxy", "外国语学院"), ("appointment", "周正明", "机电工程学院")],
)
def test_a_list_is_searched_as_our_own_are(cast, client, kind, words, found):
    page = client.get(f"/emergency/accounts/{kind}/", {"q": words}).content.decode()
    assert (found in page, "1 条结果" in page) == (True, True)


def test_its_pages_keep_the_content_policy(cast, client):
    for one in ("/emergency/", "/emergency/accounts/person/", address(cast.head)):
        answer = client.get(one)
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        page = answer.content.decode()
        assert ("<style" in page, "style=" in page, "onclick" in page, "<script>" in page) == (False,) * 4
        assert "用完请在服务器上去掉 EMERGENCY_ADMIN" in page


@pytest.mark.parametrize(("role", "told"), [("system_administrator", True), ("auditor", True), ("head", False)])
def test_the_home_page_says_that_it_is_open(cast, enter, role, told):
    page = enter(getattr(cast, role)).get("/").content.decode()
    assert ("应急后台开着" in page, "/emergency/" in page) == (told, role == "system_administrator")


def test_the_system_page_says_that_it_is_open(client):
    assert "应急后台开着：用完请在服务器上去掉" in client.get("/system/").content.decode()
