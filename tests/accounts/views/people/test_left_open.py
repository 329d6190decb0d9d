"""Two people at the same thing: a page that was left open undoes nothing, and is told who was faster."""

import pytest
from django.urls import reverse

from accounts.models import Appointment, Organization, Person
from accounts.services.people.organization import change_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    return reverse("accounts:organization_edit", args=[cast.college.pk])


def shown(client, address, **typed):
    """Open the page, and return what it would send with ``typed`` over it."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | typed


def test_what_was_not_touched_stays_as_somebody_else_made_it(cast, enter, address):
    client = enter(cast.department)
    sent = shown(client, address, position="7")
    change_organization(cast.college, actor=None, short="机电")
    assert client.post(address, sent).status_code == 302
    changed = Organization.objects.get(pk=cast.college.pk)
    assert (changed.short, changed.position) == ("机电", 7)


def test_what_both_changed_is_told_and_the_next_click_decides(cast, enter, address):
    client = enter(cast.department)
    sent = shown(client, address, short="机电院", kind="committee")
    change_organization(cast.college, actor=None, short="机电", kind="direct_branch")
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, "改成“机电”" in page, "改成“直属党支部”" in page) == (422, True, True)
    assert Organization.objects.get(pk=cast.college.pk).short == "机电"
    again = {name: answer.context["form"][name].value() or "" for name in sent}
    assert client.post(address, again).status_code == 302
    assert Organization.objects.get(pk=cast.college.pk).short == "机电院"


@pytest.mark.parametrize("seen", ["", "x", "[]", "{}", '{"short": 3}'])
def test_a_page_that_says_nonsense_of_what_it_showed_does_no_harm(cast, enter, address, seen):
    client = enter(cast.department)
    assert client.post(address, shown(client, address, seen=seen, position="8")).status_code in {302, 422}


def test_an_emptied_mobile_number_stays_empty_beside_another_change(cast, enter):
    client, address = enter(cast.department), reverse("accounts:person_edit", args=[cast.branch_secretary.pk])
    Person.objects.filter(pk=cast.branch_secretary.pk).update(mobile="13800000005")
    sent = shown(client, address, name="梁小")
    Person.objects.filter(pk=cast.branch_secretary.pk).update(mobile=None)
    assert client.post(address, sent).status_code == 302
    changed = Person.objects.get(pk=cast.branch_secretary.pk)
    assert (changed.name, changed.mobile) == ("梁小", None)


@pytest.mark.parametrize("name", ["appointment_end", "appointment_hand_over"])
def test_who_comes_second_at_a_post_is_told(cast, enter, name):
    post = Appointment.objects.get(person=cast.branch_secretary)
    Appointment.objects.filter(pk=post.pk).update(ends="2026-11-01")
    answer = enter(cast.college_organizer).post(reverse(f"accounts:{name}", args=[post.pk]), {}, follow=True)
    assert answer.redirect_chain == [(reverse("accounts:organization", args=[cast.branch.pk]), 302)]
    assert "任职已经登记到 2026-11-01 止" in answer.content.decode()
