"""What every page has in common: headers, errors, letters, help."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client
from django.urls import reverse


def test_pages_carry_the_headers_that_keep_them_safe(cast, enter):
    response = enter(cast.department).get("/")
    assert response["Content-Security-Policy"].count("unsafe") == 0
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/nothing/", "/statements/99999/", "/jobs/99999/"])
def test_what_is_absent_is_not_found_in_plain_words(cast, enter, path):
    response = enter(cast.outsider).get(path)
    assert (response.status_code, "没有找到" in response.content.decode()) == (404, True)


def test_our_own_fault_is_a_page_without_the_database(client, cast, monkeypatch):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("accounts.views.house.manual.manual_pages", lambda: 1 / 0)
    response = client.get(reverse("accounts:manual"))
    assert response.status_code == 500
    assert "Traceback" not in response.content.decode()


def test_a_request_that_is_far_too_long_is_not_even_read(client, db, monkeypatch):
    def refuse():
        raise RequestDataTooBig

    monkeypatch.setattr("accounts.views.house.manual.manual_pages", refuse)
    assert client.get(reverse("accounts:manual")).status_code == 413


def test_a_form_from_an_old_page_gives_the_typed_text_back(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.department)
    response = client.post("/reports/1/return/", {"reason": "问题部分请写具体"})
    assert (response.status_code, "问题部分请写具体" in response.content.decode()) == (403, True)


def test_a_form_from_another_site_gets_nothing_back(cast):
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    client.force_login(cast.department)
    response = client.post("/reports/1/return/", {"reason": "请点这里领奖"})
    assert "请点这里领奖" not in response.content.decode()


def test_maintenance_is_a_page_and_not_an_error(client, settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    response = client.get("/login/")
    assert (response.status_code, response["Retry-After"]) == (503, "600")


@pytest.mark.parametrize("size", ["large", "xlarge", "standard"])
def test_the_text_size_stays(client, cast, size):
    client.post("/text-size/", {"size": size, "next": "/login/"})
    assert f'class="text-{size}"' in client.get("/login/").content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "foo", "#x", "\r"]
)
def test_the_way_back_stays_in_the_house(client, db, target):
    assert client.post("/text-size/", {"size": "large", "next": target})["Location"] == "/"


def test_every_page_of_the_manual_opens(client, db):
    pages = client.get("/help/").context["pages"]
    assert [client.get(f"/help/{page.slug}/").status_code for page in pages] == [200] * len(pages)


def test_health_says_ok(client, db):
    assert client.get("/health").content == b"ok\n"


def test_the_home_of_somebody_without_matters_says_so(cast, enter):
    assert "现在没有要您办的事" in enter(cast.outsider).get("/").content.decode()


def test_the_home_of_a_secretary_names_the_duty_and_its_button(cast, year, enter):
    page = enter(cast.college_secretary).get("/").content.decode()
    assert ("交述职报告" in page, "去上传" in page) == (True, True)


@pytest.mark.parametrize("role", ["college_secretary", "department", "head", "auditor", "outsider"])
def test_home_costs_at_most_fifteen_queries(cast, year, enter, role, django_assert_max_num_queries):
    client = enter(getattr(cast, role))
    client.get("/help/")  # the session's bookkeeping, once a minute, is no part of a page
    with django_assert_max_num_queries(15):
        client.get("/")


@pytest.mark.parametrize("path", ["/logout/", "/reminders/read/", "/statements/99999/hand-in/"])
@pytest.mark.parametrize("role", ["", "department"])
def test_the_address_of_a_button_that_is_opened_by_itself_says_so(cast, enter, path, role):
    response = (enter(getattr(cast, role)) if role else Client()).get(path, headers={"accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "这一页要从按钮进去" in response.content.decode()
    assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("asked", [{"accept": "application/json"}, {"hx-request": "true"}])
def test_a_program_that_asks_with_the_wrong_method_gets_no_page(client, db, asked):
    response = client.get("/logout/", headers=asked)
    assert (response.status_code, response["Allow"], response.content) == (405, "POST", b"")
