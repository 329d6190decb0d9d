"""Names and numbers with what nobody sees: refused with a sentence, taken at the next click (ASVS 2.2.1)."""

import pytest

from accounts.models import Organization, Person

pytestmark = pytest.mark.django_db


def rename(cast, enter, name):
    return enter(cast.department).post(f"/people/{cast.outsider.pk}/edit/", {"name": name, "mobile": ""})


def test_the_box_comes_back_without_what_nobody_sees(cast, enter):
    answer = rename(cast, enter, "万\u202e里\u200b")
    page = answer.content.decode()
    assert (answer.status_code, "第 1 个字后面夹着看不见的字符（U+202E）" in page, 'value="万里"' in page) == (
        422,
        True,
        True,
    )
    assert Person.objects.get(pk=cast.outsider.pk).name == "万里"


@pytest.mark.parametrize("name", ["㐂", "𠮷田", "买买提·艾合买提"])
def test_rare_names_are_taken(cast, enter, name):
    assert rename(cast, enter, name).status_code == 302
    assert Person.objects.get(pk=cast.outsider.pk).name == name


def test_a_private_character_is_refused_and_left_for_its_owner_to_replace(cast, enter):
    page = rename(cast, enter, "万\ue863").content.decode()
    assert ("自造字" in page, 'value="万\ue863"' in page) == (True, True)


@pytest.mark.parametrize("field", ["name", "short"])
def test_an_organization_has_no_hidden_twin(cast, enter, field):
    typed = {"name": "新支部", "short": "新支部", "kind": "branch", "position": "9"}
    answer = enter(cast.department).post(
        f"/organizations/{cast.college.pk}/new/", typed | {field: "学生第\u200b一党支部"}
    )
    assert (answer.status_code, "看不见的字符" in answer.content.decode()) == (422, True)
    assert not Organization.objects.filter(short="新支部").exists()


def test_full_width_numbers_are_taken_as_they_were_meant(cast, enter):
    typed = {"staff_number": "０３０－００１", "name": "新　人", "mobile": "１３９００００００３９"}
    assert enter(cast.system_administrator).post("/accounts/new/", typed).status_code == 302
    made = Person.objects.get(staff_number="030-001")
    assert (made.name, made.mobile) == ("新人", "13900000039")


def test_a_login_name_of_full_width_opens_too(cast):
    assert Person.objects.by_login(" ０１０００２ ") == cast.department
