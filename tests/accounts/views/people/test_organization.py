from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Appointment, Organization, Person, Roster
from accounts.services.entry.password import issue_password
from accounts.services.people.organization import create_organization
from tests import xlsx

NEW_PASSWORD = "一句只有我知道的话。"


def text(response) -> str:
    return response.content.decode()


def test_the_tree_says_who_reviews_whom(cast, enter):
    page = text(enter(cast.department).get(f"/organizations/?open={cast.college.pk}"))
    assert page.count("由示例大学党委评议") == 3
    assert page.count("由机电工程学院党总支评议") == 1


def test_a_college_sees_its_own_tree_alone(cast, enter):
    page = text(enter(cast.college_organizer).get("/organizations/"))
    assert ("学生第一党支部" in page, "外国语学院党总支" in page) == (True, False)


@pytest.mark.parametrize(("who", "found"), [("department", True), ("college_organizer", False)])
def test_search_finds_only_what_one_may_see(cast, enter, who, found):
    client = enter(getattr(cast, who))
    pages = [text(client.get("/organizations/", {"q": sought})) for sought in ("教师第一", "陆一鸣", "010008")]
    assert [f"people/{cast.other_branch_secretary.pk}/" in page for page in pages] == [found] * 3


def test_who_leads_a_single_branch_has_no_tree(cast, enter):
    client = enter(cast.branch_secretary)
    assert client.get("/organizations/").status_code == 404
    assert "党组织与人员" not in text(client.get("/"))


def test_the_tree_asks_as_often_for_one_branch_as_for_thirty(cast, enter, django_assert_max_num_queries):
    client = enter(cast.department)
    paths = ("/organizations/", reverse("accounts:organization", args=[cast.college.pk]), "/organizations/?q=支部")
    for path in paths:
        client.get(path)
        with django_assert_max_num_queries(22) as first:
            client.get(path)
        for place in range(30):
            create_organization(parent=cast.college, name=f"{path}第{place}党支部", short="支部", kind="branch")
        with django_assert_max_num_queries(len(first)):
            client.get(path)


def test_a_forged_parent_moves_nothing(cast, enter):
    path = reverse("accounts:organization_move", args=[cast.branch.pk])
    answer = enter(cast.college_organizer).post(path, {"parent": cast.other_college.pk})
    assert (answer.status_code, Organization.objects.get(pk=cast.branch.pk).parent) == (422, cast.college)


def test_a_new_organization_stands_below_the_one_of_the_address(cast, enter):
    path = reverse("accounts:organization_new", args=[cast.college.pk])
    data = {"name": "教工党支部", "short": "教工", "kind": "branch", "position": 2, "parent": cast.other_college.pk}
    enter(cast.college_organizer).post(path, data)
    assert Organization.objects.get(name="教工党支部").parent == cast.college


def test_a_taken_name_is_told_and_what_was_typed_stays(cast, enter):
    path = reverse("accounts:organization_new", args=[cast.college.pk])
    data = {"name": cast.branch.name, "short": "打过的字", "kind": "branch", "position": 2}
    answer = enter(cast.college_organizer).post(path, data)
    assert (answer.status_code, "已有同名的党组织" in text(answer), "打过的字" in text(answer)) == (422, True, True)


def hand_over(cast, enter, **fields):
    post = Appointment.objects.get(person=cast.branch_secretary)
    data = {"staff_number": "010013", "name": "万里", "role": "secretary", "starts": "2026-06-01"} | fields
    return enter(cast.college_organizer).post(reverse("accounts:appointment_hand_over", args=[post.pk]), data)


def test_handing_over_ends_the_old_and_starts_the_new(cast, enter):
    Person.objects.filter(pk=cast.outsider.pk).update(password="!x")  # nobody's yet: a college may take it on
    hand_over(cast, enter)
    posts = list(Appointment.objects.filter(organization=cast.branch).order_by("starts"))
    assert [(post.person, post.ends) for post in posts] == [
        (cast.branch_secretary, date(2026, 5, 31)), (cast.outsider, None),
    ]  # fmt: skip


def test_a_number_with_another_name_names_nobody(cast, enter):
    answer = hand_over(cast, enter, name="百里")
    assert ("工号和姓名对不上" in text(answer), "万里" in text(answer)) == (True, False)


def test_a_secretary_is_not_replaced_by_an_organizer(cast, enter):
    assert hand_over(cast, enter, role="organizer").status_code == 422


def test_a_hand_over_that_fails_leaves_no_new_person(cast, enter):
    answer = hand_over(cast, enter, staff_number="030001", name="新人", starts="2024-03-01")
    assert (answer.status_code, Person.objects.filter(name="新人").count()) == (422, 0)
    assert Appointment.objects.get(organization=cast.branch).ends is None


def test_an_initial_password_leads_to_a_new_one_before_anything_else(cast, client):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    client.post("/login/", {"login": "010005", "password": slip.password})
    assert client.get("/statements/")["Location"] == "/password/"
    short = client.post("/password/", {"password": "short", "again": "short"})
    client.post("/password/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert (short.status_code, client.get("/").status_code) == (422, 200)


def test_a_new_password_asks_for_the_old_one_and_ends_other_sessions(cast, enter):
    here, there = enter(cast.department), enter(cast.department)
    wrong = here.post("/password/", {"old": "wrong", "password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert (wrong.status_code, "现在的密码不对" in text(wrong)) == (422, True)
    here.post("/password/", {"old": "述职评议-2026-测试", "password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)


def test_an_expired_initial_password_opens_nothing(cast, client):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password_issued_at="2020-01-01T00:00:00+08:00")
    page = text(client.post("/login/", {"login": "010005", "password": slip.password}))
    assert "已经过期" in page


def test_a_roster_goes_from_upload_over_preview_to_confirmation(cast, enter):
    client = enter(cast.department)
    data = xlsx.roster(人员=[("020001", "万里", "")])
    file = SimpleUploadedFile("名册.xlsx", data)
    shown = client.post(reverse("accounts:roster_upload", args=[cast.committee.pk]), {"file": file}, follow=True)
    roster = Roster.objects.get()
    confirm, sure = reverse("accounts:roster_confirm", args=[roster.pk]), {"fingerprint": roster.fingerprint}
    assert "会写入 1 处" in text(shown)
    assert client.post(confirm, sure).status_code == 422  # a namesake: one must look first
    client.post(confirm, sure | {"seen": "on"})
    assert Person.objects.filter(name="万里").count() == 2


def test_a_file_that_is_no_table_is_refused_on_the_page(cast, enter):
    file = SimpleUploadedFile("名册.xlsx", b"<html></html>")
    answer = enter(cast.department).post(reverse("accounts:roster_upload", args=[cast.committee.pk]), {"file": file})
    assert (answer.status_code, "不是 Excel 表格" in text(answer), Roster.objects.count()) == (422, True, 0)


def test_a_file_beyond_ten_megabytes_is_refused_by_its_size(cast, enter):
    file = SimpleUploadedFile("名册.xlsx", bytes(10 * 1024 * 1024 + 1))
    answer = enter(cast.department).post(reverse("accounts:roster_upload", args=[cast.committee.pk]), {"file": file})
    assert answer.status_code == 413
