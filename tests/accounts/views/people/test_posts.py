"""Who serves and served in an organization: however many, a page at a time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from tests.cast import Role

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


def serve(organization, count, *, ends=None, role="member", stem="党员"):
    """Let ``count`` new people serve, each from a day later than the one before."""
    start = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(staff_number=f"9{start + number:06}", name=f"{stem}{number:03}", password="!x")
        for number in range(count)
    )
    Appointment.objects.bulk_create(
        Appointment(
            person=one, organization=organization, role=role, starts=DAY + timedelta(days=number % 7), ends=ends
        )
        for number, one in enumerate(people)
    )


def page(client, organization, query=""):
    return client.get(f"/organizations/{organization.pk}/{query}")


def walked(client, organization, name):
    """Follow a list to its end; return the names in their order."""
    found, query = [], ""
    while True:
        posts = page(client, organization, query).context["posts"]
        rows, further = (posts.posts, posts.next) if name == "posts" else (posts.former, posts.former_next)
        found += [post.person.name for post in rows]
        if not further:
            return found
        query = f"?{name}={further}"


def test_who_leads_stands_first_and_everybody_is_listed_once(cast, enter):
    serve(cast.branch, 120)
    names = walked(enter(cast.department), cast.branch, "posts")
    assert (names[0], len(names), len(set(names))) == ("梁晓", 121, 121)


def test_who_served_before_stands_behind_a_fold_the_latest_first(cast, enter):
    serve(cast.branch, 60, ends=DAY + timedelta(days=30), stem="前任")
    serve(cast.branch, 60, ends=DAY + timedelta(days=60), stem="近任")
    client = enter(cast.department)
    names = walked(client, cast.branch, "former")
    assert (len(set(names)), {name[:2] for name in names[:60]}) == (120, {"近任"})
    assert '<details id="former">' in page(client, cast.branch).content.decode()
    assert "open" in page(client, cast.branch, "?former=2025-04-30.1").content.decode().split('id="former"')[1][:8]


def test_a_long_list_costs_no_more_questions_and_shows_no_more_rows(cast, enter, django_assert_max_num_queries):
    client = enter(cast.department)
    serve(cast.branch, 3)
    page(client, cast.branch)
    with django_assert_max_num_queries(12) as few:
        page(client, cast.branch)
    serve(cast.branch, 300)
    serve(cast.branch, 300, ends=DAY + timedelta(days=30))
    with django_assert_max_num_queries(len(few)):
        posts = page(client, cast.branch).context["posts"]
    assert (len(posts.posts), len(posts.former)) == (51, 50)  # and who leads


def test_on_the_day_of_a_handover_both_stand_there_and_the_new_one_leads(cast, enter):
    today = timezone.localdate()
    Appointment.objects.filter(organization=cast.branch).update(ends=today)
    Appointment.objects.create(person=cast.outsider, organization=cast.branch, role="deputy_in_charge", starts=today)
    answer = page(enter(cast.department), cast.branch)
    assert [post.person.name for post in answer.context["posts"].posts] == ["万里", "梁晓"]
    assert "万里任主持工作的副书记" in answer.content.decode()


def test_a_second_page_still_knows_who_leads(cast, enter):
    serve(cast.branch, 120)
    client = enter(cast.department)
    further = page(client, cast.branch).context["posts"].next
    answer = page(client, cast.branch, f"?posts={further}")
    assert ("梁晓任书记" in answer.content.decode(), answer.context["posts"].posts[0].person.name == "梁晓") == (
        True,
        False,
    )


@pytest.mark.parametrize(
    "query", ["?posts=x", "?posts=3.2025-13-45.1", "?former=2025-02-31.7", "?former=%EF%BC%91", "?posts=9.2025-03-01.1"]
)
def test_nonsense_in_the_address_breaks_nothing(cast, enter, query):
    assert page(enter(cast.department), cast.branch, query).status_code == 200


def test_who_holds_several_posts_is_headed_by_the_one_that_is_reviewed(cast, enter):
    for role, day in ((Role.MEMBER, "2026-01-01"), (Role.ORGANIZER, "2026-02-01")):
        Appointment.objects.create(person=cast.branch_secretary, organization=cast.college, role=role, starts=day)
    page = enter(cast.department).get(reverse("accounts:person", args=[cast.branch_secretary.pk])).content.decode()
    assert "梁晓：机电工程学院学生第一党支部书记等 3 个职务" in page
