from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services.duty.matter import gather_matters
from accounts.services.people.appointment import appoint
from accounts.services.people.organization import create_organization
from reviews.models import Statement, Visit
from tests.cast import person
from tests.cast import visit as write

TEXT = "活动室整齐。会议记录不全。"


@pytest.fixture
def statement(cast, year):
    return year.statement(cast.college)


@pytest.fixture
def department(cast, enter):
    return enter(cast.department)


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def given(**fields):
    day = timezone.localdate().isoformat()
    return {"day": day, "place": "机电楼", "companions": "顾少文", "text": TEXT, "seen": ""} | fields


def text(response):
    return response.content.decode()


def test_a_visit_leads_to_its_sentences_with_the_problem_marked(department, statement):
    page = department.get(department.post(url("visit_add", statement.pk), given())["Location"])
    assert page.context["rows"] == [(0, "活动室整齐。", False), (1, "会议记录不全。", True)]
    assert "系统标出 1 句反映问题的话" in text(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "请写几句看到听到的"),
        ({"place": ""}, "请写去了哪里"),
        ({"day": ""}, "请选去的那一天"),
        ({"day": "2200-01-01"}, "这一天还没有到"),
        ({"day": "2001-01-01"}, "不属于本年度"),
        ({"text": "长" * 5001}, "现在有 5001 字"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(department, statement, wrong, said):
    response = department.post(url("visit_add", statement.pk), given(companions="同行的人") | wrong)
    assert (response.status_code, said in text(response), "同行的人" in text(response)) == (422, True, True)
    assert Visit.objects.count() == 0


def test_what_was_typed_survives_an_expired_session(client, statement):
    response = client.post(url("visit_add", statement.pk), given())
    assert (response.status_code, TEXT in text(response)) == (401, True)


def test_what_was_typed_survives_the_decision(department, year, statement):
    year.top.stage = "decided"
    year.top.save()
    response = department.post(url("visit_add", statement.pk), given())
    assert (response.status_code, TEXT in text(response), "已经研究确定" in text(response)) == (409, True, True)


def test_a_tap_is_saved_without_scripting(cast, department, statement):
    visit = write(statement, person=cast.department)
    department.post(url("visit_mark", visit.pk), {"problem": ["0", "2"], "seen": "1"})
    visit.refresh_from_db()
    assert visit.problems == ["活动室整齐。", "大家愿意来。"]


@pytest.mark.parametrize("nonsense", [{"problem": "99", "seen": "1"}, {"problem": "x", "seen": "1"}, {"problem": "0"}])
def test_a_senseless_mark_changes_nothing(cast, department, statement, nonsense):
    visit = write(statement, person=cast.department)
    department.post(url("visit_mark", visit.pk), nonsense)
    visit.refresh_from_db()
    assert (visit.problems, visit.version) == (["会议记录不全。"], 1)


def test_who_comes_second_sees_both_texts_and_can_save_knowingly(cast, department, enter, statement):
    visit = write(statement, person=cast.department)
    enter(cast.head).post(url("visit_change", visit.pk), given(text="书记先改的。", seen="1"))
    second = department.post(url("visit_change", visit.pk), given(text="我后写的。", seen="1"))
    page = text(second)
    assert (second.status_code, "书记先改的。" in page, "我后写的。" in page, "张怀远在" in page) == (
        409,
        True,
        True,
        True,
    )
    assert second.context["form"]["seen"].value() == 2


def test_a_visit_that_was_taken_back_is_gone(cast, department, statement):
    visit = write(statement, person=cast.department)
    department.post(url("visit_withdraw", visit.pk), {"seen": "1"})
    assert department.get(url("visit", visit.pk)).status_code == 404
    assert "还没有去过" in text(department.get(url("visits", statement.pk)))


def test_the_visited_secretary_finds_no_trace(cast, enter, statement):
    visit = write(statement, person=cast.department)
    secretary = enter(cast.college_secretary)
    answers = [secretary.get(url(*address)).status_code for address in (("visit", visit.pk), ("visits", statement.pk))]
    assert answers == [404, 404]
    assert "调研" not in text(secretary.get(url("statement", statement.pk)))


def test_an_overseer_sees_who_was_visited_and_no_way_to_the_notes(cast, year, department):
    write(year.statement(cast.branch), person=cast.college_organizer)
    page = text(department.get(url("round_visits", year.below.pk)))
    assert ("去过" in page, "/visits/" in page.split("<main")[1]) == (True, False)


def test_coverage_is_yes_or_no_however_often_somebody_went(cast, year, department, statement):
    pages = []
    for _ in range(2):
        write(statement, person=cast.department)
        pages.append(text(department.get(url("round_visits", year.top.pk))).split("<main")[1].split("</main")[0])
    assert pages[0] == pages[1]


def test_the_board_names_who_is_left(department, year, cast, statement):
    write(statement, person=cast.department)
    coverage = department.get(url("round", year.top.pk)).context["coverage"]
    assert coverage.names_unvisited == "外国语学院党总支、图书馆直属党支部"


def test_the_record_comes_as_a_file(cast, department, statement):
    write(statement, person=cast.department)
    response = department.get(url("visits_file", statement.pk))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_organizers_alone_are_told_who_is_left_before_the_meeting(cast, year, statement):
    year.top.meeting_on = timezone.localdate() + timedelta(days=5)
    year.top.save()
    write(statement, person=cast.department)
    people = [cast.department, cast.head, cast.college_organizer, cast.college_secretary]
    found = [one for one in gather_matters(people, timezone.localdate()) if one.key.startswith("round-unvisited")]
    assert [one.person_id for one in found] == [cast.department.pk]
    assert "还没有去过：外国语学院党总支、图书馆直属党支部。" in found[0].reason


def test_when_everybody_was_visited_nobody_is_asked(cast, year):
    year.top.meeting_on = timezone.localdate() + timedelta(days=5)
    year.top.save()
    for name in ("college", "other_college", "direct_branch"):
        write(year.statement(getattr(cast, name)), person=cast.department)
    keys = [one.key for one in gather_matters([cast.department], timezone.localdate())]
    assert [key for key in keys if key.startswith("round-unvisited")] == []


def test_pages_ask_the_same_of_one_row_and_of_thirty(cast, year, department, statement):
    addresses = [url("round_visits", year.top.pk), url("visits", statement.pk)]

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert [department.get(address).status_code for address in addresses] == [200, 200]
        return len(captured)

    write(statement, person=cast.department)
    queries()
    few = queries()
    for number in range(30):
        write(statement, person=cast.head)
        place = create_organization(
            parent=cast.committee, name=f"第{number}党总支", short="总支", kind="general_branch"
        )
        post = appoint(
            person(f"02{number:04}", "书记"), organization=place, role="secretary", starts=timezone.localdate()
        )
        Statement.objects.create(round=year.top, organization=place, appointment=post, mode="on_stage")
    assert queries() == few <= 24
