import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Job
from accounts.services.house.job import run_job
from accounts.services.people.appointment import appoint
from accounts.services.people.organization import create_organization
from reviews.models import Statement
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.cast import person


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.fixture
def board(cast, year, enter):
    """Ask for the top round's board as the department, with a report that is too thin on it."""
    statement = year.statement(cast.college)
    hand_in_report(statement, person=statement.person, data=docx.thin(), filename="a.docx", now=timezone.now())
    client = enter(cast.department)
    return lambda query="": client.get(url("round", year.top.pk) + query)


def names(response):
    return [row.statement.person.name for group in response.context["groups"] for row in group.rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["刘晓梅", "谢红", "周正明"]),
        ("?state=missing", ["刘晓梅", "谢红"]),
        ("?state=handed_in", ["周正明"]),
        ("?state=violating", ["周正明"]),
        ("?mode=written", ["谢红"]),
        ("?q=外国语", ["刘晓梅"]),
        ("?q=周", ["周正明"]),
        ("?state=nonsense&mode=1%00", ["刘晓梅", "谢红", "周正明"]),
        ("?q=没有这个人", []),
    ],
)
def test_filters_show_whom_they_name(board, query, found):
    assert names(board(query)) == found


def test_the_board_says_how_many_wait(board):
    page = board().content.decode()
    assert "本轮评议：1 份待您审" in page
    assert "2 处不符合" in page


def test_an_overseer_reads_but_is_not_asked_to_act(cast, year, enter):
    statement = year.statement(cast.branch)
    hand_in_report(statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now())
    page = enter(cast.department).get(url("round", year.below.pk)).content.decode()
    assert ("1 份待审" in page, "打包全部报告" in page) == (True, False)


def test_the_bundle_starts_a_job_that_only_its_starter_sees(
    cast, year, enter, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr("accounts.tasks.house.job.run.delay", run_job)
    with django_capture_on_commit_callbacks(execute=True):
        response = enter(cast.department).post(url("round_bundle", year.top.pk))
    job = Job.objects.get()
    assert response["Location"] == reverse("accounts:job", args=[job.pk])
    assert job.state == "done"
    assert enter(cast.head).get(response["Location"]).status_code == 404


def test_a_sole_round_opens_at_once_and_several_are_listed(cast, year, enter):
    sole = enter(cast.college_organizer).get(url("rounds"))
    assert sole["Location"] == url("round", year.below.pk)
    assert enter(cast.department).get(url("rounds")).content.decode().count('<td class="who">') == 3


def test_the_board_asks_the_same_of_one_row_and_of_thirty(cast, year, board):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert board().status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        place = create_organization(
            parent=cast.committee, name=f"第{number}党总支", short="总支", kind="general_branch"
        )
        holder = person(f"02{number:04}", f"书记{number}")
        post = appoint(holder, organization=place, role="secretary", starts=timezone.localdate())
        Statement.objects.create(round=year.top, organization=place, appointment=post, mode="on_stage")
    assert queries() == few <= 12
