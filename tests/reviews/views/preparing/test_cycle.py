from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.services.people.appointment import appoint
from accounts.services.people.organization import create_organization
from reviews.forms.preparing.cycle import cycle_values
from reviews.models import Cycle, Round
from reviews.pages.preparing import cycle as cycle_pages
from reviews.pages.preparing.cycle import changes
from reviews.services.collecting.report import hand_in_report
from tests import docx


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.fixture
def typed(year):
    """What the form of this year sends."""
    return {key: value for key, value in cycle_values(year.cycle).items() if value is not False and value is not None}


def hand_in(statement, data):
    return hand_in_report(statement, person=statement.person, data=data, filename="a.docx", now=timezone.now())


def test_a_new_year_takes_over_values_and_no_date(cast, year, enter):
    Cycle.objects.update(best_at_most="2/5")
    page = enter(cast.department).get(url("cycle_new") + "?copy")
    initial = page.context["form"].initial
    assert initial["best_at_most"] == "40%"
    assert {"issued_on", "notice_title", "year"} & set(initial) == set()


def test_a_year_is_made_and_every_level_opened(cast, year, typed, enter):
    client = enter(cast.department)
    client.post(
        url("cycle_new"), {**typed, "year": year.cycle.year + 1, "notice_file": SimpleUploadedFile("a.pdf", b"x")}
    )
    made = Cycle.objects.latest("year")
    due = f"{timezone.localdate() + timedelta(days=9)}T17:00"
    client.post(url("cycle_open", made.pk), {"top_due": due, "below_due": due})
    assert (made.notice_filename, Round.objects.filter(cycle=made).count()) == ("a.pdf", 3)
    assert enter(cast.branch_secretary).get(url("cycle_notice", made.pk)).status_code == 200


def test_a_large_tree_is_not_looked_through_before_the_click(cast, year, enter, monkeypatch):
    monkeypatch.setattr(cycle_pages, "LOOKED_THROUGH", 5)
    founded = create_organization(parent=cast.other_branch, name="新设支部", short="新设支部", kind="branch")
    appoint(cast.outsider, organization=founded, role="secretary", starts=timezone.localdate())
    client, here = enter(cast.department), url("cycle_open", year.cycle.pk)
    page = client.get(here).content.decode()
    there = Round.objects.count()
    assert ("不逐个列出" in page, cast.other_branch.short in page, f"已开 {there} 轮" in page) == (True, False, True)
    due = f"{timezone.localdate() + timedelta(days=9)}T17:00"
    said = [client.post(here, {"top_due": due, "below_due": due}, follow=True).content.decode() for _ in range(2)]
    assert ["新开 1 轮" in said[0], "各级都已经开了，没有要开的。" in said[1]] == [True, True]
    assert Round.objects.count() == there + 1


def test_a_year_that_exists_is_not_made_twice(cast, year, typed, enter):
    answer = enter(cast.department).post(url("cycle_new"), typed)
    assert (answer.status_code, Cycle.objects.count()) == (409, 1)


def test_used_limits_ask_for_a_reason_and_older_reports_say_so(cast, year, typed, enter):
    statement = year.statement(cast.college)
    hand_in(statement, docx.good())
    client = enter(cast.department)
    assert client.post(url("cycle", year.cycle.pk), {**typed, "total_max": 3000}).status_code == 422
    client.post(url("cycle", year.cycle.pk), {**typed, "total_max": 3000, "reason": "上级改了"})
    page = client.get(url("statement", statement.pk)).content.decode()
    assert ("按原来的要求检查" in page, "上级改了" in page) == (True, True)


def test_a_tolerance_of_nothing_is_told_as_a_number_and_a_switch_in_words():
    before, now = ({"tolerance": words, "causes_belong_to_problems": not words} for words in (0, 5))
    assert changes(now, before) == ["原因分析算查摆问题 是 → 否", "容许相差 0 → 5"]


def test_where_the_year_says_so_a_report_that_breaks_a_limit_is_not_taken(cast, year, enter):
    Cycle.objects.update(violations_block=True)
    statement = year.statement(cast.college)
    file = SimpleUploadedFile("稿.docx", docx.thin())
    answer = enter(cast.college_secretary).post(url("hand_in", statement.pk), {"file": file}, follow=True)
    assert "还没有收下：有 2 处不符合要求" in answer.content.decode()
    assert statement.reports.count() == 0


def test_past_years_are_reached_by_year(cast, year, enter):
    last = Cycle.objects.create(year=year.cycle.year - 1, notice_title="通知", issued_on=timezone.localdate())
    Round.objects.create(cycle=last, organization=cast.college, report_due=timezone.now(), stage="archived")
    client = enter(cast.college_organizer)
    shown = [client.get(url("rounds") + query).context["rounds"] for query in ("", f"?year={last.year}")]
    assert [[round_.cycle_id for round_ in rounds] for rounds in shown] == [[year.cycle.pk], [last.pk]]


def test_the_days_of_reminders_are_typed_kept_and_copied(cast, year, typed, enter):
    client = enter(cast.department)
    client.post(url("cycle", year.cycle.pk), {**typed, "remind_before": "1、9、当天", "remind_after": ""})
    year.cycle.refresh_from_db()
    assert (year.cycle.remind_before, year.cycle.remind_after) == ([9, 1, 0], [])
    assert client.get(url("cycle_new") + "?copy").context["form"].initial["remind_before"] == "9、1、0"
    assert "9、1 天和当天" in enter(cast.head).get(url("cycle", year.cycle.pk)).content.decode()


def test_days_that_make_no_schedule_come_back_as_typed(cast, year, typed, enter):
    page = enter(cast.department).post(url("cycle", year.cycle.pk), {**typed, "remind_after": "0、七天"})
    assert page.status_code == 422
    assert "请写天数，用顿号隔开" in page.content.decode()
