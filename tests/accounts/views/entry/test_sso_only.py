"""Where single sign-on is the only way in, passwords serve an emergency alone."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.people.person import waiting_for_password
from accounts.services.people.rights import give_right
from accounts.services.people.slips import new_key
from tests.cast import PASSWORD
from tests.sso import agree


@pytest.fixture
def sso_only(settings, oidc):
    """Switch passwords off for everybody but an emergency."""
    settings.SSO_ONLY, settings.EMERGENCY_ACCOUNTS = True, ["010001"]


def by_password(client, number, password=PASSWORD):
    return client.post("/login/", {"login": number, "password": password})


def test_where_single_sign_on_is_the_only_way_the_login_page_shows_it_alone(cast, sso_only, client):
    page = client.get("/login/?next=/reminders/").content.decode()
    assert (page.count('name="password"'), 'href="/sso/oidc/login/?next=/reminders/"' in page) == (0, True)
    assert 'name="password"' in client.get("/login/?password=1").content.decode()


def test_passwords_let_in_the_named_account_and_system_administrators_alone(cast, sso_only):
    assert [by_password(Client(), number).status_code for number in ("010001", "010012")] == [302, 302]
    refused = by_password(Client(), "010002")
    assert "密码登录已经关闭，请点“用统一身份认证登录”" in refused.content.decode()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.object_label, entry.after["reason"]) == ("登录失败", "林静", "只能用统一身份认证登录")


def test_the_named_account_is_known_in_any_letters(cast, sso_only, settings):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(staff_number="G0A7")
    settings.EMERGENCY_ACCOUNTS = ["g0a7"]
    assert by_password(Client(), "g0A7").status_code == 302


def test_whose_password_still_counts_is_not_told_to_whoever_has_none(cast, sso_only):
    said = {
        by_password(Client(), one, "wrong-password").context["form"].non_field_errors()[0]
        for one in ("010001", "010002", "9")
    }
    assert len(said) == 1


def test_single_sign_on_lets_the_others_in_and_asks_them_for_no_password(cast, sso_only, client):
    client.get(agree(client, "010002"))
    assert client.get("/").status_code == 200
    assert client.get("/password/")["Location"] == "/account/"
    assert "confirm" not in client.get("/account/contact/").context["form"].fields
    assert "修改</a>" not in client.get("/account/").content.decode().split("<dt>密码</dt>")[1].split("</div>")[0]


def test_a_slip_is_issued_to_the_named_account_in_any_letters(cast, sso_only, settings):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x", staff_number="G0A7")
    settings.EMERGENCY_ACCOUNTS = ["g0a7"]
    waiting = waiting_for_password(cast.college, actor=cast.department, today=timezone.localdate())
    assert [one.staff_number for one in waiting] == ["G0A7"]


def test_no_slip_is_issued_to_whom_it_would_not_let_in(cast, sso_only, enter):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    client = enter(cast.department)
    here = f"/organizations/{cast.college.pk}/"
    assert "不用发初始密码" in client.get(here).content.decode()
    client.post(f"{here}passwords/", {"slips_key": new_key()})
    client.post(f"/people/{cast.branch_secretary.pk}/password/")
    assert not Person.objects.get(pk=cast.branch_secretary.pk).has_usable_password()
    assert "发放初始密码</button>" not in client.get(f"/people/{cast.branch_secretary.pk}/").content.decode()


def test_a_right_needs_no_password_then(cast, sso_only):
    Person.objects.filter(pk=cast.outsider.pk).update(password="!x")
    person = Person.objects.get(pk=cast.outsider.pk)
    give_right(person, role="system_administrator", starts=timezone.localdate(), actor=cast.security_administrator)
    assert Person.objects.get(pk=person.pk).may_use_password


def test_every_page_calls_single_sign_on_as_the_school_does(cast, sso_only, settings, enter):
    settings.SSO_LABEL = "示例通行证"
    client = enter(cast.department)
    pages = [client.get(path).content.decode() for path in ("/account/", f"/people/{cast.branch_secretary.pk}/")]
    assert [("用示例通行证登录" in page, "统一身份认证" in page) for page in pages] == [(True, False)] * 2
