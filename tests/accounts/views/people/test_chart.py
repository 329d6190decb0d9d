from xml.etree import ElementTree as ET

import pytest

from accounts.models import Appointment
from accounts.services.people.organization import change_organization
from tests.accounts.views.people.test_tree import many


def drawing(client, organization, **query):
    answer = client.get(f"/organizations/{organization.pk}/chart.svg", query)
    return answer, ET.fromstring(b"".join(answer.streaming_content))


def texts(root):
    return [
        text
        for element in root.iter("{http://www.w3.org/2000/svg}text")
        if (text := "".join(element.itertext()).strip())
    ]


def test_the_page_draws_two_levels_with_ways_on(cast, enter):
    page = enter(cast.department).get(f"/organizations/{cast.committee.pk}/chart/").content.decode()
    assert ("学生第一党支部" in page, f"/organizations/{cast.college.pk}/chart/" in page, "书记 周正明" in page) == (
        True,
    ) * 3


def test_one_level_says_how_many_stand_below(cast, enter):
    page = enter(cast.department).get(f"/organizations/{cast.committee.pk}/chart/?levels=1").content.decode()
    assert ("学生第一党支部" in page, "下级 1" in page) == (False, True)


def test_a_vacancy_is_seen_in_heading_and_drawing(cast, enter):
    Appointment.objects.filter(organization=cast.branch).update(ends="2025-01-01")
    client = enter(cast.department)
    assert "1 个党组织没有现任书记" in client.get(f"/organizations/{cast.committee.pk}/chart/").content.decode()
    assert "空缺" in texts(drawing(client, cast.committee)[1])


def test_the_file_stands_for_itself_and_names_no_address(cast, enter):
    change_organization(cast.branch, actor=None, name='<b>&"支部', short='<b>&"支部')
    answer, root = drawing(enter(cast.department), cast.committee, paper="a3")
    assert answer["Content-Type"] == "image/svg+xml"
    assert '<b>&"支部' in texts(root)
    assert not list(root.iter("{http://www.w3.org/2000/svg}a"))


def test_a_large_tree_is_drawn_in_part_and_says_so(cast, enter):
    many(cast.college, 150)
    page = enter(cast.department).get(f"/organizations/{cast.college.pk}/chart/?levels=x&paper=y").content.decode()
    assert "还有 31 个没有画" in page
    upper = enter(cast.department).get(f"/organizations/{cast.committee.pk}/chart/").content.decode()
    assert "还有 127 个" in upper


@pytest.mark.parametrize("who", ["branch_secretary", "other_college_organizer", "auditor"])
def test_a_stranger_sees_no_drawing(cast, enter, who):
    assert enter(getattr(cast, who)).get(f"/organizations/{cast.college.pk}/chart/").status_code == 404


def test_a_branch_stands_under_its_college_without_the_colleges_name(cast, enter):
    change_organization(cast.branch, actor=None, short="机电工程学院学生第一党支部")
    drawn = texts(drawing(enter(cast.department), cast.committee)[1])
    assert ("学生第一党支部" in drawn, "机电工程学院学生第一党支部" in drawn) == (True, False)
