import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from reviews.documents.preparing.round import HEADINGS, round_summary
from reviews.models import Report
from reviews.services.collecting.report import hand_in_report
from tests import docx


@pytest.fixture
def sheet(cast, year):
    """The summary with one report and one name that looks like a formula."""
    year.top.statements.filter(organization=cast.other_college).update(organization_name="=HYPERLINK(1)")
    statement = year.statement(cast.college)
    hand_in_report(statement, person=statement.person, data=docx.thin(), filename="a.docx", now=timezone.now())
    table = round_summary(year.top, year.top.statements.for_pages().in_order())
    return load_workbook(io.BytesIO(table)).active


def test_the_table_says_every_figure(sheet):
    rows = list(sheet.iter_rows(min_row=3, max_row=4, values_only=True))
    assert rows[0] == HEADINGS
    assert rows[1][:6] == (1, "机电工程学院党总支", "周正明", "现场述职", "待审", 1)
    assert rows[1][9:15] == (1200, 0.6, 300, 0.15, 500, 0.25)
    assert rows[1][15] == "2 处不符合"


def test_no_text_becomes_a_formula(sheet):
    assert (sheet["B5"].value, sheet["B5"].data_type) == ("=HYPERLINK(1)", "s")


def test_who_has_not_handed_in_is_listed(sheet):
    assert [sheet.cell(row=row, column=5).value for row in (5, 6)] == ["未交", "未交"]


def test_a_share_that_its_author_has_to_settle_is_a_range(cast, year):
    statement = year.statement(cast.college)
    hand_in_report(statement, person=statement.person, data=docx.thin(), filename="a.docx", now=timezone.now())
    Report.objects.update(ranges={"problems": [0.29, 0.51]})
    table = round_summary(year.top, year.top.statements.for_pages().in_order())
    values = [cell.value for row in load_workbook(io.BytesIO(table)).active.iter_rows() for cell in row]
    assert "29.0%—51.0%" in values
