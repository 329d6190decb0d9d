from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Job
from accounts.services.house.job import start_job
from reviews.services.collecting.recheck import RECHECK_CYCLE, RECHECK_ROUND
from tests import docx
from tests.reviews.services.collecting.test_recheck import hand_in, recheck, tighten

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def stale(cast, year):
    """Two reports in the department's round, checked before the year asked for less."""
    first, second = hand_in(year.statement(cast.college)), hand_in(year.statement(cast.other_college), docx.thin())
    tighten(year, cast)
    return first, second


def test_the_board_says_how_many_stand_on_the_old_check_and_offers_to_mend_it(cast, year, stale, enter):
    page = text(enter(cast.department).get(url("round", year.top.pk)))
    assert "要求改过，还有 2 份按旧要求检查" in page
    assert url("round_recheck", year.top.pk) in page
    assert "按旧要求检查" not in text(enter(cast.head).get(url("round", year.top.pk)))


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_it_is_done_at_once_and_listed(cast, year, stale, enter, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    client = enter(cast.department)
    answer = client.post(url("round_recheck", year.top.pk))
    job = Job.objects.get()
    assert (answer["Location"], job.state) == (reverse("accounts:job", args=[job.pk]), "done")
    page = text(client.get(url("rechecks", year.top.pk)))
    assert "重新检查：2 份结论有变" in page
    assert "不符合（全文字数）" in page
    assert "全文上限 2500 → 1500" in page


def test_the_author_whose_verdict_changed_is_told(cast, year, stale, enter):
    recheck(year, cast)
    page = text(enter(cast.college_secretary).get(url("statement", stale[0].statement_id)))
    assert "已按新的要求重新检查这一稿：原来符合，现在不符合（全文字数）" in page
    assert "全文上限 2500 → 1500" in page


def test_whose_verdict_stayed_is_told_nothing(cast, year, enter):
    report = hand_in(year.statement(cast.college), docx.report(400, 480, 400))
    tighten(year, cast)
    recheck(year, cast)
    page = text(enter(cast.college_secretary).get(url("statement", report.statement_id)))
    assert "重新检查" not in page


def test_a_round_that_was_never_checked_anew_says_so(cast, year, enter):
    assert "还没有重新检查过" in text(enter(cast.department).get(url("rechecks", year.top.pk)))


def test_the_department_can_ask_for_all_levels_from_the_year(cast, year, stale, enter):
    hand_in(year.statement(cast.branch))
    client = enter(cast.department)
    assert "各级还有 2 份按旧要求检查" in text(client.get(url("cycle", year.cycle.pk)))
    client.post(url("cycle_recheck", year.cycle.pk))
    assert Job.objects.get().kind == "recheck_cycle"


def test_an_open_share_stands_as_a_range_on_the_board(cast, year, enter):
    mixed = "（一）支委会记录有三次缺漏，下一步将每月检查一次记录，由组织委员负责。"
    body = ("一、主要工作", docx.filler(300), "二、存在问题及努力方向", mixed, docx.filler(280), mixed)
    report = hand_in(year.statement(cast.college), docx.docx("2026年度述职报告", *body))
    low, high = report.ranges["problems"]
    assert low < high
    page = text(enter(cast.department).get(url("round", year.top.pk)))
    assert f"{100 * low:.0f}—{100 * high:.0f}" in page


def test_while_it_runs_its_asker_is_led_to_the_bar_and_nobody_starts_it_again(cast, year, stale, enter):
    job = start_job(cast.department, kind=RECHECK_CYCLE, subject=year.cycle.pk, title="重新检查")
    Job.objects.filter(pk=job.pk).update(state="running", done=1, total=2)
    for address in (url("round", year.top.pk), url("cycle", year.cycle.pk), url("rechecks", year.top.pk)):
        page = text(enter(cast.department).get(address))
        assert ("正在按新的要求重新检查，已查 1 份，共 2 份" in page, "看进度" in page) == (True, True)
        assert url("round_recheck", year.top.pk) not in page


def test_another_organizer_sees_who_runs_it(cast, year, enter):
    hand_in(year.statement(cast.branch))
    tighten(year, cast)
    start_job(cast.department, kind=RECHECK_CYCLE, subject=year.cycle.pk, title="重新检查")
    page = text(enter(cast.college_organizer).get(url("round", year.below.pk)))
    assert (f"{cast.department.name}正在按新的要求重新检查" in page, "看进度" in page) == (True, False)


def test_a_bar_that_stands_still_says_that_it_will_go_on(cast, year, enter):
    job = start_job(cast.department, kind=RECHECK_ROUND, subject=year.top.pk, title="重新检查")
    told = []
    for minutes in (0, 5):
        touched = timezone.now() - timedelta(minutes=minutes)
        Job.objects.filter(pk=job.pk).update(state="running", done=1, total=2, touched_at=touched)
        told.append("会自动接着办" in text(enter(cast.department).get(reverse("accounts:job", args=[job.pk]))))
    assert told == [False, True]
