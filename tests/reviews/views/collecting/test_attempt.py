"""What the author sees and taps where the year takes no report that breaks a limit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from reviews.models import Attempt, Cycle, Report
from tests import docx


@pytest.fixture
def statement(cast, year):
    Cycle.objects.update(violations_block=True)
    return year.statement(cast.college)


@pytest.fixture
def secretary(cast, enter):
    return enter(cast.college_secretary)


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def upload(client, statement, data=None):
    file = SimpleUploadedFile("定稿.docx", data or docx.misread())
    return client.post(url("hand_in", statement.pk), {"file": file}, follow=True)


def tap(client, statement, **given):
    seen = Attempt.objects.get().pk
    return client.post(url("attempt_correct", statement.pk, seen), given, follow=True)


def text(response):
    return response.content.decode()


def test_it_is_told_what_is_broken_how_it_was_read_and_both_ways_on(secretary, statement):
    page = upload(secretary, statement)
    assert page.redirect_chain == [(url("attempt", statement.pk), 302)]
    for words in ("还没有收下：有 2 处不符合要求", "系统读对了吗", "系统是这样读的", "定稿.docx", "再传一份"):
        assert words in text(page)


def test_one_tap_that_reads_it_right_hands_it_in_and_the_organizer_sees_it(cast, secretary, statement, enter):
    upload(secretary, statement)
    page = tap(secretary, statement, paragraph="3", part="problems")
    assert page.redirect_chain == [(url("statement", statement.pk), 302)]
    assert "已经收下" in text(page)
    assert "作者确认过 1 段" in text(enter(cast.department).get(url("round", statement.round_id)))
    assert "本人更正" in text(enter(cast.department).get(url("statement", statement.pk)))


def test_a_tap_that_does_not_help_stays_at_its_paragraph_and_can_be_taken_back(secretary, statement):
    upload(secretary, statement)
    page = tap(secretary, statement, paragraph="3", part="plan")
    assert page.redirect_chain == [(url("attempt", statement.pk) + "#p3", 302)]
    assert "恢复系统的读法" in text(page)
    tap(secretary, statement, paragraph="3", part="as_read")
    assert Attempt.objects.get().corrections == {}


@pytest.mark.parametrize("given", [{"paragraph": "99", "part": "plan"}, {"paragraph": "3"}, {"part": "plan"}])
def test_a_senseless_tap_changes_nothing(secretary, statement, given):
    upload(secretary, statement)
    tap(secretary, statement, **given)
    assert (Attempt.objects.get().corrections, Report.objects.count()) == ({}, 0)


def test_a_double_click_ends_where_the_report_was_taken(secretary, statement):
    upload(secretary, statement)
    seen = Attempt.objects.get().pk
    for _ in range(2):
        page = secretary.post(
            url("attempt_correct", statement.pk, seen), {"paragraph": "3", "part": "problems"}, follow=True
        )
    assert page.redirect_chain[-1] == (url("statement", statement.pk), 302)
    assert (Report.objects.count(), "没有再改" in text(page)) == (1, True)


def test_the_statement_leads_its_author_back_and_nobody_else_learns_of_it(cast, secretary, statement, enter):
    upload(secretary, statement)
    assert "没有收下" in text(secretary.get(url("statement", statement.pk)))
    for other in (cast.department, cast.head, cast.college_organizer):
        assert "定稿.docx" not in text(enter(other).get(url("statement", statement.pk)))
        assert enter(other).get(url("attempt", statement.pk)).status_code == 404


def test_its_author_lets_it_go(secretary, statement):
    upload(secretary, statement)
    seen = Attempt.objects.get().pk
    page = secretary.post(url("attempt_drop", statement.pk, seen), follow=True)
    assert "已经删去" in text(page)
    assert not Attempt.objects.exists()


def test_in_an_older_tab_nothing_is_deleted_but_what_stood_there(secretary, statement):
    upload(secretary, statement)
    seen = Attempt.objects.get().pk
    upload(secretary, statement, docx.report(achievements=1200))
    page = secretary.post(url("attempt_drop", statement.pk, seen), follow=True)
    assert "换成了别的" in text(page)
    assert Attempt.objects.exists()


def look_again(client, statement):
    return client.post(url("attempt_recheck", statement.pk, Attempt.objects.get().pk), follow=True)


def limit(cycle, **more):
    cycle.limits_json = cycle.limits_json | more
    cycle.save(update_fields=["limits_json"])


def test_where_the_year_takes_it_by_now_the_page_says_so_and_it_is_taken(secretary, statement):
    upload(secretary, statement)
    assert "再看一遍" not in text(secretary.get(url("attempt", statement.pk)))
    Cycle.objects.update(violations_block=False)
    assert "现在也收" in text(secretary.get(url("attempt", statement.pk)))
    assert "按现在的要求，已经收下" in text(look_again(secretary, statement))
    assert (Report.objects.count(), Attempt.objects.count()) == (1, 0)


def test_by_what_the_year_asks_now_it_is_judged_again_and_taken(secretary, statement):
    upload(secretary, statement)
    made_at = Attempt.objects.get().made_at
    limit(statement.round.cycle, achievements_max="9/10", problems_min="1/100", plan_max="9/10")
    assert "查摆问题下限 1/3 → 1/100" in text(secretary.get(url("attempt", statement.pk)))
    assert "按现在的要求，已经收下" in text(look_again(secretary, statement))
    assert (Report.objects.get().handed_in_at, Attempt.objects.count()) == (made_at, 0)
    assert AuditEntry.objects.filter(verb="按新要求重新检查").exists()


def test_judged_again_it_may_still_break_a_limit(secretary, statement):
    upload(secretary, statement, docx.report(achievements=1200))
    limit(statement.round.cycle, total_max=100)
    page = look_again(secretary, statement)
    assert "还有不符合的地方" in text(page)
    assert "再看一遍" not in text(page)
    assert (Report.objects.count(), Attempt.objects.count()) == (0, 1)


def test_of_a_file_with_a_mark_nothing_waits(secretary, statement):
    page = upload(secretary, statement, docx.docx("述职报告", "机密★", docx.filler(300)))
    assert (page.status_code, "密级标志" in text(page), Attempt.objects.count()) == (422, True, 0)
