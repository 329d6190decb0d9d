"""我的账号: one's own contact, password, and what the trail knows of one's logins."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import AuditEntry, Person
from tests.cast import PASSWORD

CONTACT = "/account/contact/"
GIVEN = {"mobile": "13900000001", "email": "Zhang@Example.com", "confirm": PASSWORD}


def save(client, **changed):
    return client.post(CONTACT, {**GIVEN, **changed})


def change(client, new, **more):
    return client.post("/password/", {"old": PASSWORD, "password": new, "again": new, **more})


def test_the_page_shows_the_account_and_the_last_logins(cast, client):
    for password in ("wrong-password", PASSWORD):
        client.post("/login/", {"login": "010002", "password": password})
    page = client.get("/account/").content.decode()
    for words in ("林静", "010002", "13800000002", "党委组织部", "登录失败", "登录（密码）", "从 127.0.0.1", "1 台"):
        assert words in page


def test_mobile_and_e_mail_are_changed_with_the_password(cast, enter):
    assert save(enter(cast.head))["Location"] == "/account/"
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.actor) == ("修改联系方式", cast.head)
    assert entry.after == {"mobile": "13900000001", "email": "zhang@example.com"}
    for login in ("13900000001", "ZHANG@example.com"):
        assert Client().post("/login/", {"login": login, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"confirm": "wrong-password"}, "密码不对，请再填一遍"),
        ({"confirm": ""}, "请填写您的登录密码"),
        ({"mobile": "13800000002"}, "这个手机号已经是另一个人的"),
        ({"email": "LIN@example.com"}, "这个邮箱已有别人登记"),
        ({"email": "张"}, "这不像一个邮箱地址"),
        ({"mobile": "12"}, "以 1 开头的 11 位数字"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(cast, enter, changed, words):
    Person.objects.filter(pk=cast.department.pk).update(email="lin@example.com")
    answer = save(enter(cast.head), **changed)
    person = Person.objects.get(pk=cast.head.pk)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert (person.mobile, person.email) == (None, None)


def test_the_name_and_the_number_are_not_ones_own_to_change(cast, enter):
    save(enter(cast.head), name="另取的", staff_number="1", is_active="")
    person = Person.objects.get(pk=cast.head.pk)
    assert (person.name, person.staff_number, person.is_active) == ("张怀远", "010001", True)


def test_guessing_the_password_here_counts_as_guessing_at_the_door(cast, enter):
    client = enter(cast.head)
    for _ in range(10):
        save(client, confirm="wrong-password")
    assert "试错次数太多" in save(client).content.decode()
    assert "试错次数太多" in Client().post("/login/", {"login": "010001", "password": PASSWORD}).content.decode()


def test_whoever_has_no_password_is_not_asked_for_one(cast, enter):
    Person.objects.filter(pk=cast.head.pk).update(password="!")
    assert enter(Person.objects.get(pk=cast.head.pk)).post(CONTACT, {"mobile": "13900000001"}).status_code == 302


@pytest.mark.parametrize(
    "new", ["十个字的一句话够不够长", "x" * 64, "x" * 128, "with spaces and 汉字 too", "!!!!!!!!!!"]
)
def test_long_and_plain_sentences_are_good_passwords(cast, enter, new):
    assert change(enter(cast.head), new).status_code == 302
    assert Client().post("/login/", {"login": "010001", "password": new}).status_code == 302


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("九个字符的一句话啊", "太短，至少要 10 个字符"),
        ("1234567890", "太常见"),
        ("Qwertyuiop", "太常见"),
        ("x" * 129, "128"),
    ],
)
def test_short_and_common_ones_are_not_and_the_page_says_why(cast, enter, new, words):
    answer = change(enter(cast.head), new)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_none_of_the_three_thousand_commonest_passwords_is_taken():
    commonest = sorted(CommonPasswordValidator().passwords)
    assert len(commonest) >= 3000
    for password in commonest:
        with pytest.raises(ValidationError):
            validate_password(password)


def test_a_wrong_present_password_changes_nothing(cast, enter):
    answer = change(enter(cast.head), "一句只有我知道的话。", old="wrong-password")
    assert "现在的密码不对" in answer.content.decode()


def test_passwords_are_hashed_slowly(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    person = Person(staff_number="1", name="一")
    person.set_password(PASSWORD)
    algorithm, rounds, *_ = person.password.split("$")
    assert (algorithm, int(rounds) >= 600_000) == ("pbkdf2_sha256", True)


def test_the_footer_leads_to_ones_account(cast, enter):
    assert 'href="/account/">我的账号</a>' in enter(cast.head).get("/").content.decode()


def test_the_page_costs_few_queries(cast, enter, django_assert_max_num_queries):
    client = enter(cast.head)
    client.get("/help/")
    with django_assert_max_num_queries(15):
        client.get("/account/")


@pytest.mark.parametrize("own", ["010002010002", "13800000002", "林静林静林静林静林静"])
def test_a_password_that_is_ones_own_number_is_refused(cast, enter, own):
    answer = change(enter(cast.department), own)
    assert (answer.status_code, "几乎就是您的工号" in answer.content.decode()) == (422, True)
