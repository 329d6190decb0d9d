import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services.people.appointment import appoint
from reviews.models import Consequence, Feedback
from reviews.services.concluding.consequence import note_sent
from reviews.services.concluding.feedback import acknowledge
from reviews.services.concluding.round_report import file_round_report
from reviews.services.hearing.comment import confirm_comments
from reviews.services.hearing.meeting import draw_order
from reviews.services.hearing.poll import print_slips
from reviews.services.hearing.tally import recount, sort_remark
from tests import hall, result
from tests import poll as polling
from tests.cast import visit


def text(enter, person, name, *args) -> str:
    page = enter(person).get(reverse(name, args=args)).content.decode()
    return page[page.index('id="history"') :]


def test_a_visits_page_says_who_wrote_it(cast, year, enter):
    written = visit(year.statement(cast.branch), person=cast.college_organizer)
    shown = text(enter, cast.college_organizer, "reviews:visit", written.pk)
    assert "办理经过（1 条）" in shown
    assert "方敏　<strong>记实地调研</strong>" in shown


def test_a_report_upward_says_how_often_it_was_filed(cast, year, enter):
    for seen in (0, 1):
        file_round_report(year.below, person=cast.college_organizer, text="已完成。", seen=seen, now=timezone.now())
    shown = text(enter, cast.department, "reviews:round_report", year.below.pk)
    assert "第 2 次" in shown
    assert shown.index("第 2 次") < shown.index("第 1 次")


@pytest.mark.parametrize("asked", ["", "?history=1"])
def test_a_boards_history_is_read_when_it_is_asked_for(cast, year, enter, asked):
    page = enter(cast.college_organizer).get(reverse("reviews:round", args=[year.below.pk]) + asked).content.decode()
    assert ("新建一轮评议" in page) == bool(asked)


def folded(enter, person, name, *args) -> list[str]:
    """Return what the page's context holds, the latest first; a page without anything shows no fold."""
    response = enter(person).get(reverse(f"reviews:{name}", args=args))
    shown = response.context["history"]
    assert response.status_code == 200
    assert ('id="history"' in response.content.decode()) == bool(shown)
    return [one.what for one in shown]


@pytest.fixture
def meeting(cast, year):
    made = polling.hall_of_three(cast, year)
    draw_order(made, beat=0, person=cast.department, now=timezone.now())
    return made


@pytest.fixture
def poll(cast, meeting):
    """A closed poll with a remark that somebody has sorted, counted anew."""
    made = polling.begun(meeting, cast.department, slips=8, asks_remarks=True)
    print_slips(made, kind="phone", first=1, person=cast.department)
    for ticket in polling.phones(made)[:6]:
        polling.cast_sheet(made, ticket.key, "best", "second", "last", remarks={made.statements[0]: "活动少"})
    closed = polling.closed(made, cast.department)
    remark = closed.remarks.select_related("poll").first()
    sort_remark(remark, state="passed_on", seen=remark.state, person=cast.department)
    recount(closed, witnesses=("甲", "乙"), person=cast.department, now=timezone.now())
    return closed


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        ("department", ["抽签排序", "安排述职评议会"]),
        ("head", ["抽签排序", "安排述职评议会"]),
        ("college_secretary", []),
    ],
)
def test_a_meetings_history_is_for_those_who_run_it(cast, meeting, enter, who, lines):
    speech = meeting.speeches.order_by("order").first()
    hall.step(meeting, "start", speech.pk)
    assert folded(enter, getattr(cast, who), "meeting", meeting.pk) == lines


def test_a_meeting_without_a_poll_has_no_history_of_one(cast, meeting, enter):
    assert folded(enter, cast.department, "poll", meeting.pk) == []


@pytest.mark.parametrize(("name", "more"), [("poll", []), ("poll_tally", ["复核民主测评"])])
def test_a_polls_history_names_no_remark(cast, poll, enter, name, more):
    steps = ["收票结束", "打印测评票", "开始民主测评", "设置民主测评"]
    assert folded(enter, cast.department, name, poll.meeting_id) == [*more, *steps]


def test_a_comments_history_says_who_wrote_and_who_confirmed(cast, year, enter):
    hall.hold(year.statement(cast.college))
    written = hall.comment(year.statement(cast.college), "支委会缺了3次。")
    confirm_comments(year.top, seen={written.pk: 1}, person=cast.head, now=timezone.now())
    assert folded(enter, cast.department, "comment", written.pk) == ["确认点评", "记录点评"]
    assert "张怀远　<strong>确认点评</strong>" in text(enter, cast.department, "reviews:comment", written.pk)


@pytest.mark.parametrize("who", ["department", "direct_secretary"])
def test_a_letters_history_keeps_the_talk_to_itself(cast, year, enter, who):
    result.decided(year.top, "best", "second", "third")
    result.opened(year.top)
    one = Feedback.objects.get(outcome__statement=year.statement(cast.direct_branch))
    acknowledge(one, person=cast.direct_secretary, now=timezone.now())
    assert folded(enter, getattr(cast, who), "feedback", one.pk) == ["阅知反馈意见", "反馈综合评价意见"]


@pytest.mark.parametrize(
    ("who", "lines"),
    [("department", ["印发通报", "起草通报"]), ("head", ["印发通报", "起草通报"]), ("college_secretary", [])],
)
def test_a_circulations_history_is_for_those_who_edit_it(cast, year, enter, who, lines):
    issued = result.published(year.top, "best", "second", "third")
    assert folded(enter, getattr(cast, who), "publication", issued.pk) == lines


@pytest.fixture
def sent(cast, year):
    """The top round's list, gone to 人事 before anybody has heard."""
    result.decided(year.top, "best", "second", "third")
    rows = Consequence.objects.filter(kind="not_excellent").values_list("pk", flat=True)
    note_sent(year.top, ids=list(rows), sent_on=timezone.localdate(), receipt="王芳", person=cast.department)
    return year.top


def test_who_signed_for_the_list_stands_on_its_page(cast, sent, enter):
    assert folded(enter, cast.department, "consequences", sent.pk) == ["登记名单已送人事"]
    assert "王芳签收" in text(enter, cast.department, "reviews:consequences", sent.pk)


def test_overseers_see_the_list_without_who_handled_it(cast, year, enter):
    result.decided(year.below, "third")
    result.fed_back(year.below)
    rows = list(Consequence.objects.filter(kind="not_excellent").values_list("pk", flat=True))
    note_sent(year.below, ids=rows, sent_on=timezone.localdate(), receipt="王芳", person=cast.college_organizer)
    assert folded(enter, cast.college_organizer, "consequences", year.below.pk) == ["登记名单已送人事"]
    assert folded(enter, cast.department, "consequences", year.below.pk) == []


def test_a_list_that_names_the_reader_alone_leaves_no_trace(cast, sent, enter):
    barred = Consequence.objects.filter(kind="not_excellent").exclude(
        outcome__statement=sent.statements.get(organization=cast.direct_branch)
    )
    barred.update(sent_on=None, receipt="", sent_by=None)
    appoint(cast.direct_secretary, organization=cast.committee, role="organizer", starts=timezone.localdate())
    assert folded(enter, cast.direct_secretary, "consequences", sent.pk) == []
