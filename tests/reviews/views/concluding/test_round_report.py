import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services.people.organization import create_organization
from reviews.models import RoundReport
from reviews.services.concluding.round_report import file_round_report
from reviews.services.preparing.round import open_round

TEXT = "一、组织实施情况\n都已述职。"


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def organizer(cast, year, enter):
    return enter(cast.college_organizer)


def test_the_organizer_starts_from_a_draft_and_files_it(organizer, year):
    page = organizer.get(url("round_report", year.below.pk))
    assert page.context["form"].initial["text"].startswith("一、组织实施情况")
    done = organizer.post(url("round_report_file", year.below.pk), {"text": TEXT, "seen": "0"}, follow=True)
    assert "已报党委组织部" in text(done)
    assert RoundReport.objects.get().text == TEXT


def test_a_draft_that_nobody_filled_in_is_not_filed(organizer, year):
    draft = organizer.get(url("round_report", year.below.pk)).context["form"].initial["text"]
    response = organizer.post(url("round_report_file", year.below.pk), {"text": draft, "seen": "0"})
    assert (response.status_code, "没有写。请写上" in text(response), "特此报告" in text(response)) == (422, True, True)
    assert not RoundReport.objects.exists()


def test_who_files_second_sees_both_and_can_replace_knowingly(organizer, cast, year):
    file_round_report(year.below, person=cast.college_organizer, text="先报的。", seen=0, now=timezone.now())
    response = organizer.post(url("round_report_file", year.below.pk), {"text": "后报的。", "seen": "0"})
    page = text(response)
    assert (response.status_code, "先报的。" in page, "后报的。" in page) == (409, True, True)
    assert response.context["form"]["seen"].value() == 1


def test_after_the_decision_above_the_text_stays_in_its_box(organizer, year):
    year.top.stage = "decided"
    year.top.save()
    response = organizer.post(url("round_report_file", year.below.pk), {"text": TEXT, "seen": "0"})
    assert (response.status_code, "都已述职。" in text(response)) == (409, True)
    assert organizer.get(url("round_report", year.below.pk)).context["form"] is None


def test_those_above_read_what_was_filed_and_nothing_before(cast, year, enter):
    department = enter(cast.department)
    before = text(department.get(url("round_report", year.below.pk)))
    file_round_report(year.below, person=cast.college_organizer, text=TEXT, seen=0, now=timezone.now())
    after = text(department.get(url("round_report", year.below.pk)))
    assert ("还没有报" in before, "都已述职。" in after, "<textarea" in after) == (True, True, False)


def test_before_it_is_filed_there_is_no_paper(organizer, year):
    assert organizer.get(url("round_report_document", year.below.pk)).status_code == 404


def test_what_was_filed_comes_as_a_paper_to_both_levels(cast, year, enter):
    file_round_report(year.below, person=cast.college_organizer, text=TEXT, seen=0, now=timezone.now())
    for reader in (cast.department, cast.head, cast.college_organizer, cast.college_secretary):
        response = enter(reader).get(url("round_report_document", year.below.pk))
        assert b"".join(response.streaming_content)[:2] == b"PK"


def test_the_department_sees_which_colleges_have_filed(cast, year, enter):
    file_round_report(year.below, person=cast.college_organizer, text=TEXT, seen=0, now=timezone.now())
    filings = enter(cast.department).get(url("round", year.top.pk)).context["filings"]
    assert [report.round for report in filings.filed] == [year.below]
    assert filings.missing == [year.other]


def test_the_board_asks_the_same_of_two_colleges_and_of_thirty(cast, year, enter):
    department = enter(cast.department)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert department.get(url("round", year.top.pk)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(28):
        place = create_organization(
            parent=cast.committee, name=f"第{number}党总支", short="总支", kind="general_branch"
        )
        below = open_round(year.cycle, organization=place, report_due=timezone.now())
        RoundReport.objects.create(round=below, text="一", filed_by=cast.head, filed_at=timezone.now())
    assert queries() == few <= 12
