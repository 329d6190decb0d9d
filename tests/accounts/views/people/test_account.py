"""账号: the system administrator keeps everybody's account, gives no right and sees no review (DESIGN §4)."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Person
from accounts.pages.people.account import CONDITIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast, enter):
    return enter(cast.system_administrator)


def test_the_list_finds_by_name_number_and_state(cast, client):
    Person.objects.filter(pk=cast.outsider.pk).update(is_active=False)
    address = reverse("accounts:accounts")
    for query in ({"q": "万里"}, {"q": "010013"}, {"state": "disabled"}):
        page = client.get(address, query).content.decode()
        assert "万里" in page
        assert "秦岩" not in page


def test_the_list_finds_by_pinyin_and_by_mobile_number(cast, client):
    Person.objects.filter(pk=cast.outsider.pk).update(mobile="13800009999")
    for query in ("wl", "13800009999"):
        page = client.get(reverse("accounts:accounts"), {"q": query}).content.decode()
        assert ("万里" in page, "秦岩" in page) == (True, False)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite tells plans in other words")
@pytest.mark.parametrize(
    ("state", "index"),
    [("none", "without_password"), ("initial", "initial_password"), ("disabled", "person_disabled")],
)
def test_few_of_a_kind_are_found_among_very_many(cast, state, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in Person.objects.filter(CONDITIONS[state]).order_by("staff_number")[:50].explain()


def test_nonsense_in_the_address_shows_the_list(client):
    assert client.get(reverse("accounts:accounts"), {"state": "x", "after": "9" * 40}).status_code == 200


@pytest.mark.parametrize("role", ["department", "auditor", "head"])
def test_everybodys_account_is_kept_here(cast, client, role):
    person = getattr(cast, role)
    assert client.post(reverse("accounts:person_account", args=[person.pk]), {"active": "0"}).status_code == 302
    assert not Person.objects.get(pk=person.pk).is_active


def test_ones_own_account_cannot_be_disabled(cast, client):
    client.post(reverse("accounts:person_account", args=[cast.system_administrator.pk]), {"active": "0"})
    assert Person.objects.get(pk=cast.system_administrator.pk).is_active


def test_a_new_account_has_neither_password_nor_right(client):
    fields = {"staff_number": "A-77", "name": "新人", "mobile": ""}
    assert client.post(reverse("accounts:account_new"), fields).status_code == 302
    made = Person.objects.get(staff_number="A-77")
    assert (made.account_state, list(made.posts)) == ("none", [])


def test_a_number_that_differs_in_capitals_alone_is_taken(client):
    Person.objects.create_person(staff_number="A001", name="老人")
    answer = client.post(reverse("accounts:account_new"), {"staff_number": "a001", "name": "新人"})
    assert "字母大小写不同也算同一个" in answer.content.decode()
    assert not Person.objects.filter(name="新人").exists()


@pytest.mark.parametrize("number", ["010001", "有 空格", "A；"])
def test_a_number_that_is_taken_or_odd_is_refused(client, number):
    answer = client.post(reverse("accounts:account_new"), {"staff_number": number, "name": "新人"})
    assert answer.status_code == 422


def test_the_status_page_tells_what_does_not_run_and_no_secret(client, settings):
    page = client.get(reverse("accounts:system")).content.decode()
    assert "后台进程没有动静" in page
    assert settings.SECRET_KEY not in page
    assert str(settings.AUDIT_KEY) not in page


@pytest.mark.parametrize("role", ["system_administrator", "security_administrator", "auditor"])
def test_who_guards_is_offered_only_their_own_pages(cast, year, enter, role):
    page = enter(getattr(cast, role)).get(reverse("accounts:home")).content.decode()
    menu = page.partition('<nav class="mainnav"')[2].partition("</nav>")[0]
    assert menu.count("<a ") == {"auditor": 2}.get(role, 3)
    assert not any(word in menu for word in ("述职", "评议", "整改", "年度", "提醒"))
