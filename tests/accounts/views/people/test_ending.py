from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization


def text(response) -> str:
    return response.content.decode()


def page(name, organization):
    return reverse(f"accounts:organization_{name}", args=[organization.pk])


def asked(how="dissolve", **fields):
    return {"how": how, "on": f"{timezone.localdate():%Y-%m-%d}"} | fields


def test_a_look_says_what_would_happen_and_changes_nothing(cast, enter):
    answer = enter(cast.department).get(page("end", cast.branch), asked(look="1"))
    assert all(words in text(answer) for words in ("梁晓的书记任职到", "确认撤销机电工程学院学生第一党支部"))
    assert Organization.objects.get(pk=cast.branch.pk).is_living


def test_what_hangs_on_it_is_told_with_a_way_there(cast, enter, year):
    answer = text(enter(cast.department).get(page("end", cast.branch), asked(look="1")))
    where = reverse("reviews:round_people", args=[year.below.pk])
    assert ("现在还不能办" in answer, where in answer, "确认撤销" in answer) == (True, True, False)


def test_a_confirmed_merger_is_done_and_taken_back(cast, enter):
    client = enter(cast.department)
    client.post(page("end", cast.college), asked("merge", successor=cast.other_college.pk))
    assert Organization.objects.get(pk=cast.college.pk).successor == cast.other_college
    assert "1 个下级从外国语学院党总支转回来" in text(client.get(page("take_back", cast.college)))
    client.post(page("take_back", cast.college))
    assert Organization.objects.get(pk=cast.branch.pk).parent == cast.college


def test_a_forged_confirmation_is_refused_in_words(cast, enter, year):
    answer = enter(cast.department).post(page("end", cast.branch), asked())
    assert (answer.status_code, "本年度不述职" in text(answer)) == (422, True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (asked("merge"), "请选择并入哪个党组织"),
        (asked(on="2099-01-01"), "还没有到"),
        (asked(on="x"), "日期没有看懂"),
        (asked("x"), "请选择撤销还是并入"),
        (asked("merge", successor="0"), "请从列表里选"),
    ],
)
def test_what_is_missing_is_asked_for(cast, enter, fields, words):
    answer = enter(cast.department).get(page("end", cast.branch), fields | {"look": "1"})
    assert (answer.status_code, words in text(answer)) == (422, True)


def test_a_college_cannot_be_merged_into_another_by_its_own_organizer(cast, enter):
    client = enter(cast.college_organizer)
    answer = client.post(page("end", cast.branch), asked("merge", successor=cast.other_branch.pk))
    assert (answer.status_code, client.get(page("end", cast.college)).status_code) == (422, 404)


@pytest.mark.parametrize("name", ["edit", "move", "new", "end"])
def test_what_has_ended_offers_nothing_more(cast, enter, name):
    client = enter(cast.department)
    client.post(page("end", cast.branch), asked())
    assert client.get(page(name, cast.branch)).status_code == 404


def test_candidates_are_found_by_initials(cast, enter):
    client = enter(cast.department)
    near, sought = client.get(page("move", cast.branch)), client.get(page("move", cast.branch), {"q": "wgy"})
    assert "示例大学党委" in text(near)
    assert [str(label) for _, label in sought.context["form"].fields["parent"].choices] == [
        "外国语学院党总支（党总支，属于示例大学党委）"
    ]


def test_a_rename_asks_for_its_day(cast, enter):
    data = {"name": "新名称党支部", "short": "新", "kind": "branch", "position": 1, "naming": "rename", "since": ""}
    answer = enter(cast.department).post(page("edit", cast.branch), data)
    assert (answer.status_code, "从哪一天起用新名称" in text(answer)) == (422, True)
    enter(cast.department).post(page("edit", cast.branch), data | {"since": "2026-03-01"})
    assert cast.branch.former_names.get().name == "学生第一党支部"


def test_a_rename_is_entered_when_its_day_has_come(cast, enter):
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {"name": "新名称党支部", "short": "新", "kind": "branch", "position": 1, "naming": "rename"}
    answer = enter(cast.department).post(page("edit", cast.branch), data | {"since": tomorrow.isoformat()})
    assert (answer.status_code, "这一天还没有到，请到那一天再改" in text(answer)) == (422, True)
    assert Organization.objects.get(pk=cast.branch.pk).name == "学生第一党支部"
    assert (
        enter(cast.department)
        .post(page("edit", cast.branch), data | {"since": timezone.localdate().isoformat()})
        .status_code
        == 302
    )
