"""Branches of two colleges share their names: outside its college's pages each is named with its college."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "accounts": ("system_administrator", "?q=010008", "机电工程学院学生第一党支部书记"),
    "rights": ("security_administrator", "?q=学生第一", "机电工程学院学生第一党支部书记"),
    "organizations": ("department", "?q=学生第一", ">机电工程学院学生第一党支部</a>"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_lists_over_colleges_name_the_college_of_a_branch(cast, enter, name):
    role, query, told = ADDRESSES[name]
    query = query.replace("010008", cast.branch_secretary.staff_number)
    page = enter(getattr(cast, role)).get(reverse(f"accounts:{name}") + query).content.decode()
    assert told in page


def test_the_page_that_moves_a_branch_names_its_college(cast, enter):
    page = enter(cast.department).get(reverse("accounts:organization_move", args=[cast.branch.pk])).content.decode()
    assert "调整机电工程学院学生第一党支部的隶属关系" in page
