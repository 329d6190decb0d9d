import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Organization
from accounts.services.people.ending import end_organization
from accounts.services.people.organization import change_organization, create_organization

HERE = "http://testserver/organizations/"


def text(response) -> str:
    return response.content.decode()


def below(client, organization, current="", **query):
    path = reverse("accounts:organization_below", args=[organization.pk])
    return client.get(path, query, headers={"hx-request": "true", "hx-current-url": HERE + current})


def many(parent, count):
    rows = Organization.objects.bulk_create(
        Organization(parent=parent, path=f"/new-{n}/", name=f"第{n:04}党支部", short=f"支部{n:04}", kind="branch", position=n)
        for n in range(count)
    )  # fmt: skip
    for row in rows:
        row.path = f"{parent.path}{row.pk}/"
    Organization.objects.bulk_update(rows, ["path"])
    return rows


def dissolve(cast, organization, successor=None):
    today = timezone.localdate()
    Appointment.objects.filter(organization=organization, starts__gt=today).delete()
    return end_organization(organization, successor=successor, on=today, today=today, actor=cast.department)


def test_levels_are_closed_until_they_are_opened(cast, enter):
    client = enter(cast.department)
    closed, opened = client.get(HERE), client.get(f"{HERE}?open={cast.college.pk}")
    assert ["学生第一党支部" in text(page) for page in (closed, opened)] == [False, True]


def test_a_line_opens_where_it_stands_and_the_address_follows(cast, enter):
    answer = below(enter(cast.department), cast.college, f"?open={cast.other_college.pk}&ended=1")
    assert text(answer).startswith(f'\n<li id="o{cast.college.pk}">')
    both = ".".join(str(pk) for pk in sorted([cast.college.pk, cast.other_college.pk]))
    assert answer["HX-Replace-Url"] == f"/organizations/?open={both}&ended=1"


def test_a_line_closes_again(cast, enter):
    answer = below(enter(cast.department), cast.college, f"?open={cast.college.pk}", close="")
    assert (answer["HX-Replace-Url"], "学生第一党支部" in text(answer)) == ("/organizations/", False)


def test_without_scripting_a_line_leads_to_the_open_tree(cast, enter):
    answer = enter(cast.department).get(reverse("accounts:organization_below", args=[cast.college.pk]))
    assert answer["Location"] == f"/organizations/?open={cast.college.pk}"


@pytest.mark.parametrize("query", ["?open=x.9999999.1²", "?open=" + "1." * 500, "?after=x&q=a", "?ended=no"])
def test_nonsense_in_the_address_is_ignored(cast, enter, query):
    assert enter(cast.department).get(HERE + query).status_code == 200


def test_a_level_of_a_thousand_comes_in_pages(cast, enter, django_assert_max_num_queries):
    many(cast.college, 1000)
    client = enter(cast.department)
    page = text(client.get(f"{HERE}?open={cast.college.pk}"))
    assert (page.count("支部0"), "还有 951 个下级没有列出" in page) == (49, True)
    with django_assert_max_num_queries(12):
        rest = text(below(client, cast.college, after="48.999999"))
    assert ("支部0048" in rest, "支部0049" in rest, "支部0098" in rest, "支部0099" in rest) == (
        False,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    "path", ["", "?open={}", "?q=zb", "?vacant=1", "{}/", "{}/chart/", "{}/below/", "{}/move/", "{}/end/"]
)
def test_a_page_asks_at_most_twelve_times_for_one_branch_and_for_thirty(
    cast, enter, django_assert_max_num_queries, path
):
    client, address = enter(cast.department), HERE + path.format(cast.college.pk)
    many(cast.other_college, 1)  # a vacancy
    client.get(address)
    with django_assert_max_num_queries(12) as first:
        client.get(address, headers={"hx-request": "true"})
    many(cast.college, 30)
    with django_assert_max_num_queries(len(first)):
        client.get(address, headers={"hx-request": "true"})


@pytest.mark.parametrize("word", ["jdgc", "机电", "jidian", "JDGCXYDZZ"])
def test_initials_find_an_organization(cast, enter, word):
    page = text(enter(cast.department).get(HERE, {"q": word}))
    assert (f"organizations/{cast.college.pk}/" in page, f"organizations/{cast.other_college.pk}/" in page) == (
        True,
        False,
    )


def test_initials_find_a_person(cast, enter):
    assert f"people/{cast.college_secretary.pk}/" in text(enter(cast.department).get(HERE, {"q": "zzm"}))


@pytest.mark.parametrize("most", [300, 10])
def test_a_long_answer_comes_in_pages(cast, enter, monkeypatch, most):
    monkeypatch.setattr("accounts.pages.people.tree.SORTED", most)
    rows = many(cast.college, 60)
    client = enter(cast.department)
    first = client.get(HERE, {"q": "支部0"})
    second = client.get(HERE, {"q": "支部0", "after": first.context["after"]})
    shown = [one.organization for page in (first, second) for one in page.context["organizations"]]
    assert sorted(one.pk for one in shown) == sorted(one.pk for one in rows)


@pytest.mark.parametrize("query", ["?q=支部", "?vacant=1"])
def test_what_is_found_stands_as_in_the_tree(cast, enter, query, monkeypatch):
    monkeypatch.setattr("accounts.pages.people.tree.FOUND", 3)
    Appointment.objects.filter(organization__in=[cast.branch, cast.other_college, cast.college]).delete()
    Organization.objects.filter(pk=cast.college.pk).update(position=9)
    Organization.objects.filter(pk=cast.other_college.pk).update(position=1)
    later, sooner = many(cast.college, 2), many(cast.other_college, 2)
    Organization.objects.filter(pk=sooner[0].pk).update(position=5)
    client, shown, after = enter(cast.department), [], ""
    for _ in range(3):
        page = client.get(f"{HERE}{query}&after={after}")
        shown += [one.organization.pk for one in page.context["organizations"]]
        after = page.context["after"]
    places = [shown.index(one.pk) for one in (sooner[1], sooner[0], later[0], later[1])]
    assert (places, len(shown)) == (sorted(places), len(set(shown)))


def test_a_line_can_be_opened_though_all_below_it_have_ended(cast, enter):
    dissolve(cast, cast.branch)
    client = enter(cast.department)
    assert [f'id="t{cast.college.pk}"' in text(client.get(HERE + query)) for query in ("", "?ended=1")] == [False, True]


def test_vacancies_are_listed(cast, enter):
    Appointment.objects.filter(organization=cast.branch).update(ends="2025-01-01")
    client = enter(cast.department)
    assert [one.organization for one in client.get(f"{HERE}?vacant=1").context["organizations"]] == [cast.branch]
    assert "每个党组织都有现任书记" in text(enter(cast.other_college_organizer).get(f"{HERE}?vacant=1"))


def test_what_has_ended_stands_in_the_tree_only_when_asked_for(cast, enter):
    dissolve(cast, cast.direct_branch)
    client = enter(cast.department)
    pages = [text(client.get(HERE + query)) for query in ("", "?ended=1", "?q=图书馆", "?q=图书馆&ended=1")]
    assert [f"organizations/{cast.direct_branch.pk}/" in page for page in pages] == [False, True, False, True]


def test_the_page_of_what_has_ended_says_so_and_offers_the_way_back(cast, enter):
    dissolve(cast, cast.college, successor=cast.other_college)
    page = text(enter(cast.department).get(f"{HERE}{cast.college.pk}/"))
    assert ("并入外国语学院党总支" in page, "恢复" in page, "任命" in page) == (True, True, False)


def test_a_former_name_stands_on_the_page(cast, enter):
    change_organization(
        cast.branch, actor=None, since=timezone.localdate(), name="学生联合党支部", short="学生联合党支部"
    )
    page = text(enter(cast.department).get(f"{HERE}{cast.branch.pk}/"))
    assert ("原名学生第一党支部（至 " in page, "更名" in page) == (True, True)


def test_a_page_says_who_reviews_whom_and_why(cast, enter):
    page = text(enter(cast.department).get(f"{HERE}{cast.college.pk}/"))
    assert all(
        words in page for words in ("党总支书记由党委评议", "书记张怀远", "下级 1 个党组织的书记", "学校党委负责")
    )


def test_a_kind_that_does_not_fit_its_place_is_pointed_out(cast, enter):
    made = create_organization(parent=cast.college, name="甲", short="甲", kind="direct_branch")
    assert "直属党支部应当直接属于党委" in text(enter(cast.department).get(f"{HERE}{made.pk}/"))
