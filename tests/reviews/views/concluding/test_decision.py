"""The pages of the deciding body's sitting."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.duty.matter import gather_matters
from accounts.services.people.appointment import appoint
from reviews.models import Decision
from reviews.services.concluding.decision import Minutes
from tests import result


@pytest.fixture
def top(year):
    return result.evaluating(year.top, "best", "second", "third")


@pytest.fixture
def department(cast, enter):
    return enter(cast.department)


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def typed(round_, **fields):
    data = {
        "body": "党委常委会", "held_on": timezone.localdate().isoformat(), "present": "九人", "stood_aside": "",
        "result": "研究同意。", "minutes_number": "", "scope": "reviewed", "seen": "0",
    }  # fmt: skip
    for statement in round_.statements.all():
        data |= {
            f"grade_{statement.pk}": "best" if statement.organization.position == 1 else "second",
            f"praise_{statement.pk}": "抓得实。", f"problems_{statement.pk}": "记录不全。",
        }  # fmt: skip
    return data | fields


def text(response):
    return response.content.decode()


def test_the_form_starts_from_the_evaluations_and_the_bodys_name(department, top):
    form = department.get(url("decision_enter", top.pk)).context["form"]
    assert (form["body"].value(), [line.grade.value() for line in form.lines()]) == (
        "党委常委会", ["best", "second", "third"],
    )  # fmt: skip


def test_one_enters_and_another_confirms(department, enter, cast, top):
    file = SimpleUploadedFile("纪要.pdf", b"%PDF-1.4")
    page = department.post(url("decision_enter", top.pk), typed(top, minutes_file=file), follow=True)
    assert "等另一人核对" in text(page)
    assert "张怀远（示例大学党委书记）" in text(page)
    assert "与拟定不同" in text(page)
    decision, head = Decision.objects.get(), enter(cast.head)
    assert head.get(url("decision_minutes", decision.pk))["Content-Disposition"].startswith("attachment")
    assert department.post(url("decision_confirm", decision.pk), {"seen": 1}).status_code == 409
    done = head.post(url("decision_confirm", decision.pk), {"seen": 1}, follow=True)
    assert "从现在起算数" in text(done)
    assert "核对确认研究结果" in text(done)
    assert result.fresh(top).stage == "decided"


def test_where_nobody_else_can_confirm_the_page_says_whom_to_appoint(year, cast, enter):
    cast.college_organizer.appointments.update(ends="2025-01-01")
    result.Round.objects.filter(pk=year.below.pk).update(stage="evaluating")
    client = enter(cast.college_secretary)
    page = client.post(url("decision_enter", year.below.pk), typed(year.below), follow=True)
    assert "现在没有别人可以核对" in text(page)
    assert "任命一位组织员" in text(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": ""}, "请写是哪个会议研究的"),
        ({"held_on": "2200-01-01"}, "这一天还没有到"),
        ({"present": ""}, "请写到会的人"),
        ({"seen": "3"}, "已经撤回"),
        ({"scope": "world"}, "通报范围"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(department, top, wrong, said):
    response = department.post(url("decision_enter", top.pk), typed(top, result="特别的结果。") | wrong)
    assert (response.status_code, said in text(response), "特别的结果。" in text(response)) == (422, True, True)
    assert not Decision.objects.exists()


def test_a_line_without_a_grade_is_named(department, top, year, cast):
    pk = year.statement(cast.college).pk
    response = department.post(url("decision_enter", top.pk), typed(top, **{f"grade_{pk}": ""}))
    assert response.context["form"].errors == {f"grade_{pk}": ["请选等次。"]}


def test_an_executable_is_no_minutes(department, top):
    file = SimpleUploadedFile("纪要.exe", b"MZ")
    response = department.post(url("decision_enter", top.pk), typed(top, minutes_file=file))
    assert "请用 PDF" in text(response)


def test_who_saves_second_is_told_and_keeps_the_text(department, cast, top):
    result.entered(top, person=cast.head)
    response = department.post(url("decision_enter", top.pk), typed(top, result="我写的。"))
    assert (response.status_code, "张怀远在" in text(response), "我写的。" in text(response)) == (422, True, True)
    assert response.context["form"]["seen"].value() == 1


def test_confirming_an_older_text_is_refused(department, enter, cast, top):
    decision = result.entered(top)
    result.entered(top, seen=1, result="改过。")
    response = enter(cast.head).post(url("decision_confirm", decision.pk), {"seen": 1})
    assert (response.status_code, "林静在" in text(response), "改过。" in text(response)) == (409, True, True)


def test_equal_grades_ask_for_a_reason(enter, cast, year):
    result.evaluating(year.top, "best")
    decision = result.entered(year.top)
    head = enter(cast.head)
    assert "请写明原因" in text(head.post(url("decision_confirm", decision.pk), {"seen": 1}))
    head.post(url("decision_confirm", decision.pk), {"seen": 1, "reason": "今年都好"})
    assert result.fresh(year.top).stage_changes.get(to_stage="decided").note == "今年都好"


def test_a_correction_takes_only_who_is_ticked(department, enter, cast, top, year):
    result.confirmed(result.entered(top))
    one = year.statement(cast.direct_branch)
    data = typed(top, reason="统计有误", **{f"take_{one.pk}": "on", f"grade_{one.pk}": "best"})
    assert department.post(url("decision_enter", top.pk), data).status_code == 302
    correction = Decision.objects.get(number=2)
    assert list(correction.outcomes.values_list("statement", "grade")) == [(one.pk, "best")]
    enter(cast.head).post(url("decision_confirm", correction.pk), {"seen": 1})
    page = text(department.get(url("round_decision", top.pk)))
    assert "struck" in page
    assert "统计有误" in page


def test_a_correction_of_nobody_is_none(department, top):
    result.confirmed(result.entered(top))
    response = department.post(url("decision_enter", top.pk), typed(top, reason="有误"))
    assert "请勾选要更正的书记" in text(response)


def test_an_entry_is_taken_back(department, top):
    decision = result.entered(top)
    assert "已撤回" in text(department.post(url("decision_drop", decision.pk), {"seen": 1}, follow=True))


@pytest.mark.parametrize("role", ["college_secretary", "college_organizer", "outsider", "auditor", "direct_secretary"])
def test_for_strangers_and_the_reviewed_there_is_no_such_page(cast, enter, top, role):
    decision = result.confirmed(result.entered(top, minutes=Minutes(b"%PDF", "a.pdf")))
    client = enter(getattr(cast, role))
    names = [("round_decision", top.pk), ("decision_enter", top.pk), ("decision_minutes", decision.pk)]
    assert [client.get(url(*name)).status_code for name in names] == [404] * 3


def test_the_page_asks_as_often_for_one_as_for_thirty(year, cast, enter):
    def queries(round_):
        client = enter(result.chiefs(round_)[1])
        client.get(url("round_decision", round_.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("round_decision", round_.pk)).status_code == 200
        return len(captured)

    result.entered(result.evaluating(year.below, "best"))
    result.entered(result.evaluating(year.top, "best", "second"))
    few, many = queries(year.below), queries(year.top)
    assert few == many <= 16


def test_why_it_was_decided_so_is_not_told_upward(year, cast, enter):
    result.evaluating(year.below, "best")
    decision = result.entered(year.below)
    result.confirmed(decision, reason="大家都好")
    above, home = enter(cast.department), enter(cast.college_organizer)
    address = url("round", year.below.pk)
    assert "大家都好" not in text(above.get(address, {"history": 1}))
    assert "综合评价 → 研究确定" in text(above.get(address, {"history": 1}))
    assert "大家都好" in text(home.get(address, {"history": 1}))
    assert "大家都好" not in str(list(AuditEntry.objects.values_list("after", flat=True)))


def test_who_is_reviewed_in_the_round_is_not_asked_to_confirm(top, cast):
    appoint(cast.direct_secretary, organization=cast.committee, role="organizer", starts=timezone.localdate())
    result.entered(top, person=cast.head)
    people = list(Person.objects.filter(pk__in=[cast.department.pk, cast.direct_secretary.pk]))
    asked = [one.person_id for one in gather_matters(people, timezone.localdate()) if "核对" in one.title]
    assert asked == [cast.department.pk]
