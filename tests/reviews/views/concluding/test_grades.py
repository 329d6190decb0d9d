import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from accounts.models import AuditEntry
from accounts.services.duty.matter import gather_matters
from accounts.services.people.appointment import appoint
from reviews.models import Cycle, Evaluation, Round
from reviews.services.preparing.stage import NotReady, advance
from tests import hall
from tests.evaluations import bring, evaluate
from tests.many import due_tomorrow


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def flat(response):
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", response.content.decode()))


@pytest.fixture
def round_(year):
    return bring(year.top, "evaluating")


@pytest.fixture
def statements(cast, year, round_):
    """The three of the top round, in 规定序."""
    return [year.statement(one) for one in (cast.college, cast.other_college, cast.direct_branch)]


def board(client, round_):
    return flat(client.get(url("grades", round_.pk)))


def own_organizer(cast):
    """Let the reviewed secretary organize the round too."""
    appoint(cast.college_secretary, organization=cast.committee, role="organizer", starts=date(2026, 1, 1))


def test_the_board_says_how_many_are_proposed(cast, round_, statements, enter):
    evaluate(statements[0], cast.department)
    page = board(enter(cast.department), round_)
    assert ("等次建议：已拟1人，还有2人" in page, "等次由党组织集体研究确定" in page) == (True, True)


def test_one_moves_by_a_button_without_scripting(cast, round_, statements, enter):
    client = enter(cast.head)
    page = client.post(url("grade_propose", statements[0].pk), {"version": 0, "grade": "best"}, follow=True)
    assert ("周正明同志拟为“好”" in flat(page), Evaluation.objects.get().grade) == (True, "best")
    client.post(url("grade_propose", statements[0].pk), {"version": 1, "grade": ""})
    assert Evaluation.objects.get().grade == ""


def test_who_is_slower_on_the_board_is_told_and_changes_nothing(cast, round_, statements, enter):
    evaluate(statements[0], cast.head)
    page = enter(cast.department).post(
        url("grade_propose", statements[0].pk), {"version": 0, "grade": "last"}, follow=True
    )
    assert ("等次没有动。张怀远在" in flat(page), Evaluation.objects.get().grade) == (True, "second")


def test_nonsense_is_answered_in_words(cast, round_, statements, enter):
    page = enter(cast.head).post(url("grade_propose", statements[0].pk), {"version": "x", "grade": "9"}, follow=True)
    assert ("没有看懂" in flat(page), Evaluation.objects.exists()) == (True, False)


def test_seats_are_counted_where_the_cycle_limits_them_alone(cast, round_, statements, enter):
    client = enter(cast.department)
    assert "3人×" not in board(client, round_)
    Cycle.objects.update(best_at_most="1/2", lower_at_least="1/3")
    page = board(client, round_)
    assert ("3人×50%=1.50，舍去小数，最多1人，已拟0人" in page, "3人×1/3=1，至少1人，已拟0人" in page) == (True, True)


def test_all_alike_is_said(cast, round_, statements, enter):
    for one in statements:
        evaluate(one, cast.department)
    assert "3人都是“较好”，没有区分" in board(enter(cast.department), round_)


def test_who_is_reviewed_and_organizes_sees_all_but_themselves(cast, round_, statements, enter):
    own_organizer(cast)
    for one in statements:
        evaluate(one, cast.department)
    client = enter(cast.college_secretary)
    page = board(client, round_)
    assert ("另有1人由他人拟定" in page, "周正明同志" in page, "刘晓梅" in page) == (True, False, True)
    assert "没有区分" not in page
    assert client.get(url("evaluation", statements[0].pk)).status_code == 404
    assert client.post(url("grade_propose", statements[0].pk), {"version": 1, "grade": "best"}).status_code == 404


def rows(answer):
    """The table's rows as they were handed over."""
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [[cell.value for cell in row] for row in book.active]


def test_nothing_that_they_see_depends_on_their_own_grade(cast, round_, statements, enter):
    own_organizer(cast)
    for one in statements:
        evaluate(one, cast.department)
    client, seen = enter(cast.college_secretary), []
    for version, grade in enumerate(("best", "last", "second"), start=1):
        evaluate(statements[0], cast.department, version=version, grade=grade)
        pages = [flat(client.get(url(name, round_.pk))) for name in ("grades", "round", "round_report")]
        told = [re.sub(r"\d\d:\d\d", "", page) for page in pages]
        seen.append([*told, client.get(url("statement", statements[0].pk)).content.count("综合评价".encode())])
        assert len(rows(client.post(url("grades_file", round_.pk), {"format": "xlsx"}))) == 4
    assert (seen[0][1:], seen[0][1:]) == (seen[1][1:], seen[2][1:])
    assert "没有区分" not in str(seen)


def test_without_everybody_the_round_does_not_go_on(cast, round_, statements):
    evaluate(statements[0], cast.department)
    with pytest.raises(NotReady) as no:
        advance(round_, to="decided", person=cast.department)
    assert no.value.missing[0].what == "还有 2 人的综合评价没有写全（肯定成绩、指出问题、拟定等次）"
    assert no.value.missing[0].must


def test_comments_without_a_problem_hold_the_meeting_stage(cast, year):
    round_ = bring(year.top, "meeting")
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    with pytest.raises(NotReady) as no:
        advance(round_, to="evaluating", person=cast.department)
    assert (no.value.missing[0].must, no.value.missing[0].where) == (True, url("comments", round_.pk))
    for one in (cast.other_college, cast.direct_branch):
        hall.comment(year.statement(one), "支委会缺了3次。")
    assert advance(round_, to="evaluating", person=cast.department).to_stage == "evaluating"


def counts(*people):
    found = gather_matters(people, timezone.localdate())
    return [
        (one.person_id, re.search(r"\d+", one.reason).group(), one.schedule)
        for one in found
        if "evaluations" in one.key
    ]


def test_organizer_and_superior_have_a_matter_and_nobody_is_chased(cast, round_, statements):
    evaluate(statements[0], cast.department)
    assert counts(cast.department, cast.head, cast.college_secretary) == [
        (cast.department.pk, "2", None), (cast.head.pk, "2", None),
    ]  # fmt: skip


def test_nobody_counts_themselves(cast, round_, statements):
    own_organizer(cast)
    assert counts(cast.college_secretary) == [(cast.college_secretary.pk, "2", None)]


def test_the_board_of_the_round_leads_here_with_the_count(cast, round_, statements, enter):
    assert "综合评价（还有3人）" in flat(enter(cast.department).get(url("round", round_.pk)))


def test_before_the_meeting_the_board_says_when_it_begins(cast, year, enter):
    page = board(enter(cast.department), year.top)
    assert ("还没有开始" in page, "先记平时掌握" in page) == (True, True)
    Round.objects.update(stage="preparing")
    assert "收稿开始以后" in board(enter(cast.department), year.top)


def test_papers_are_posted_for_and_noted(cast, round_, statements, enter):
    evaluate(statements[0], cast.department)
    client = enter(cast.department)
    answer = client.post(url("grades_file", round_.pk), {"copies": 9, "format": "docx"})
    entry = AuditEntry.objects.latest("pk")
    assert (answer.status_code, answer["Content-Disposition"].startswith("attachment")) == (200, True)
    assert (entry.verb, entry.after, entry.actor) == ("取上会材料", {"copies": 9}, cast.department)
    assert "取上会材料9份" in board(client, round_)


def test_the_letter_to_others_names_the_reviewed_and_leaves_room(cast, year, enter):
    answer = enter(cast.department).get(url("inquiry_file", year.top.pk))
    table = Document(io.BytesIO(b"".join(answer.streaming_content))).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["机电工程学院党总支", "周正明", ""]


@pytest.mark.parametrize("copies", ["", "0", "61", "x"])
def test_odd_numbers_of_copies_are_refused_in_words(cast, round_, statements, enter, copies):
    evaluate(statements[0], cast.department)
    answer = enter(cast.department).post(url("grades_file", round_.pk), {"copies": copies, "format": "docx"})
    assert (answer.status_code, "份" in flat(answer), AuditEntry.objects.filter(verb="取上会材料").exists()) == (
        422,
        True,
        False,
    )


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_cost_as_much_as_one(cast, enter, count, django_assert_max_num_queries):
    round_ = bring(due_tomorrow(cast, count), "evaluating")
    for statement in round_.statements.for_pages():
        evaluate(statement, cast.college_organizer)
    client = enter(cast.college_organizer)
    client.get(url("grades", round_.pk))
    with django_assert_max_num_queries(12):
        client.get(url("grades", round_.pk))
