import pytest
from django.utils import timezone

from accounts.models import Person
from accounts.services.entry.setup import setup_code

FORM = {"school": "某校党委", "short": "校党委", "staff_number": "000001", "name": "林静", "password": "清风-明月-2026",
        "again": "清风-明月-2026"}  # fmt: skip
pytestmark = pytest.mark.django_db


def test_an_empty_system_leads_to_its_set_up_and_then_to_the_roster(client):
    assert client.get("/login/")["Location"] == "/setup/"
    answer = client.post("/setup/", FORM | {"code": setup_code(timezone.localdate())})
    person = Person.objects.get()
    assert answer["Location"] == f"/organizations/{person.posts[0].organization_id}/roster/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get("/setup/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "abcd-abcd-abcd-abcd", "设置码不对"),
        ("code", "", "请填写设置码"),
        ("password", "password12", "太常见"),
        ("again", "别的-密码-2026", "两遍不一样"),
        ("staff_number", "工号", "工号由"),
        ("school", "甲/乙", "斜杠"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client, field, value, sentence):
    form = FORM | {"code": setup_code(timezone.localdate()), field: value}
    answer = client.post("/setup/", form)
    assert (answer.status_code, sentence in answer.content.decode(), Person.objects.exists()) == (422, True, False)


def test_the_page_is_not_there_once_somebody_is(cast, client):
    form = FORM | {"code": setup_code(timezone.localdate())}
    assert [client.get("/setup/").status_code, client.post("/setup/", form).status_code] == [404, 404]
    assert client.get("/login/").status_code == 200
