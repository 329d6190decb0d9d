"""Who traces the effects: whose subordinates have ledgers, and the campaign that a secretary leads (N3.5b, N3.5c)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment
from accounts.services.people.ending import end_organization
from rectification.models import Campaign
from rectification.pages import supervision
from reviews.models import Round
from tests.cast import person
from tests.rectification.scene import in_days, ledger_of

LIST = reverse("rectification:supervisions")


def arranging(year, place):
    return reverse("rectification:campaign_add", args=[place.pk, year.cycle.year])


def told(post, **changed):
    return {"title": "主题党日走过场", "led_by": post.pk, "until": in_days(30), "plan": "每月一查。", **changed}


def test_the_sole_organization_with_ledgers_below_opens_at_once(cast, ledger, enter):
    assert enter(cast.department).get(LIST)["Location"] == reverse(
        "rectification:supervision", args=[cast.committee.pk, ledger.cycle.year]
    )


def test_more_than_a_page_holds_are_found_by_name_or_initials(cast, ledger, enter, monkeypatch):
    monkeypatch.setattr(supervision, "SHOWN", 0)
    client = enter(cast.department)
    assert "还有没列出来的。请按党组织名称查找。" in client.get(LIST).content.decode()
    monkeypatch.setattr(supervision, "SHOWN", 1)
    found = client.get(LIST, {"q": cast.committee.name[:2]}).context["rows"]
    assert [(one, one.owing) for one in found] == [(cast.committee, 1)]
    assert "没有找到" in client.get(LIST, {"q": "没有这个"}).content.decode()


def test_a_secretary_near_by_leads_a_campaign(cast, year, enter):
    client, here = enter(cast.department), arranging(year, cast.committee)
    posts = list(client.get(here).context["form"].fields["led_by"].queryset)
    assert {one.organization.parent_id for one in posts} == {None, cast.committee.pk}
    assert posts[0].organization == cast.committee
    chosen = next(one for one in posts if one.organization == cast.college)
    assert f"{chosen.person.name}（{cast.college.short}）" in client.get(here).content.decode()
    opened = client.post(here, told(chosen))
    campaign = Campaign.objects.get()
    assert (opened["Location"], campaign.led_by) == (
        reverse("rectification:campaign", args=[campaign.pk]),
        chosen.person,
    )


def test_whoever_has_left_or_stands_elsewhere_does_not_lead(cast, year, enter):
    left = Appointment.objects.create(
        person=person("010031", "曾书记"), organization=cast.college, role="secretary",
        starts=date(2020, 1, 1), ends=date(2021, 1, 1),
    )  # fmt: skip
    client, here = enter(cast.department), arranging(year, cast.committee)
    for post in (left, cast.branch_secretary.appointments.get()):
        answer = client.post(here, told(post))
        assert (answer.status_code, "主题党日走过场" in answer.content.decode()) == (422, True)
        assert "请另选一位" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_a_second_of_the_same_name_is_refused(cast, year, enter):
    client, here = enter(cast.department), arranging(year, cast.committee)
    post = cast.college_secretary.appointments.get()
    client.post(here, told(post))
    assert "同名" in client.post(here, told(post)).content.decode()
    assert Campaign.objects.count() == 1


def test_whoever_has_no_branches_left_still_traces_what_theirs_owe(cast, year, enter):
    ledger = ledger_of(year.statement(cast.branch))
    Round.objects.update(stage="archived")
    day = timezone.localdate()
    end_organization(cast.branch, on=day, today=day, actor=cast.department)
    found = enter(cast.college_secretary).get(LIST, follow=True)
    assert found.redirect_chain[0][0] == reverse("rectification:supervision", args=[cast.college.pk, ledger.cycle.year])
