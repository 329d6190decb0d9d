"""A report keeps its organization's name of that year; only the tree learns a new one."""

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.services.people.organization import change_organization
from rectification.models import Campaign, Circular, Ledger
from reviews.models import Cycle, Round, RoundReport, Statement
from reviews.services.preparing.round import open_round
from tests import result
from tests.rectification.scene import ledger_of

OLD, NEW = "机电工程学院党总支", "智能制造学院党总支"


@pytest.fixture
def archived(cast, year):
    """Last year's work, all done, before the college got another name."""
    publication = result.published(year.top, "second", "best")
    ledger = ledger_of(year.statement(cast.college))
    Round.objects.update(stage="archived")
    change_organization(cast.college, actor=None, since=timezone.localdate(), name=NEW, short=NEW)
    return publication, ledger


def said(client, name, *args) -> str:
    """Return all that a page or a file says."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return written(data)


def written(data: bytes) -> str:
    """Return a page, or all the text of a file and of the files in it."""
    if not data.startswith(b"PK"):
        return html.unescape(data.decode(errors="ignore"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.namelist() if part.endswith((".xml", ".docx"))]
        return "".join(part + written(archive.read(part)) for part in parts)


def names(text: str) -> tuple[bool, bool]:
    return OLD in text, NEW in text


def test_pages_and_papers_of_the_year_keep_the_old_name(cast, year, enter, archived):
    client, statement = enter(cast.department), year.statement(cast.college)
    publication, ledger = archived
    places = [
        ("reviews:round", year.top.pk), ("reviews:round_summary", year.top.pk), ("reviews:visits", statement.pk),
        ("reviews:publication", publication.pk), ("reviews:publication_document", publication.pk),
        ("reviews:grades", year.top.pk), ("reviews:round_decision", year.top.pk),
        ("reviews:feedback_documents", year.top.pk), ("reviews:consequences_document", year.top.pk),
        ("reviews:round_feedback", year.top.pk), ("reviews:round_report", year.below.pk),
        ("rectification:ledger", ledger.pk), ("rectification:annex_docx", ledger.pk),
    ]  # fmt: skip
    assert {place: names(said(client, *place)) for place in places} == dict.fromkeys(places, (True, False))


def test_the_reviewing_organization_keeps_its_old_name_too(cast, year, enter, archived):
    client = enter(cast.department)
    places = ("round", "round_plan", "round_summary", "meetings", "round_report", "round_report_document")
    RoundReport.objects.create(round=year.below, text="一", filed_by=cast.department, filed_at=timezone.now())
    found = {place: names(said(client, f"reviews:{place}", year.below.pk)) for place in places}
    assert found == dict.fromkeys(places, (True, False))


def test_the_tree_has_the_new_name_and_tells_the_old(cast, enter, archived):
    page = said(enter(cast.department), "accounts:organization", cast.college.pk)
    assert (f"原名{OLD}（至 " in page, page.count(NEW) > 1) == (True, True)


def test_a_correction_reaches_what_is_still_under_way(cast, year):
    ledger = ledger_of(year.statement(cast.college))
    Round.objects.filter(pk=year.below.pk).update(stage="archived")
    change_organization(cast.college, actor=None, name=NEW, short=NEW)
    statement, below = year.statement(cast.college), Round.objects.get(pk=year.below.pk)
    ledger.refresh_from_db()
    assert (statement.organization_name, ledger.organization_name, below.organization_name) == (NEW, NEW, OLD)


def test_the_next_year_begins_under_the_new_name(cast, year, archived):
    cycle = Cycle.objects.create(year=year.cycle.year + 1, notice_title="通知", issued_on=timezone.localdate())
    cast.college.refresh_from_db()
    rounds = [open_round(cycle, organization=one, report_due=timezone.now()) for one in (cast.committee, cast.college)]
    statement = rounds[0].statements.get(organization=cast.college)
    assert (statement.organization_name, rounds[1].organization_name) == (NEW, NEW)


@pytest.mark.parametrize("model", [Round, Statement, Ledger, Circular, Campaign])
def test_no_record_of_a_year_is_without_a_name(model):
    kept = [one.name for one in model._meta.constraints if one.name.endswith("keeps_the_name_of_its_year")]
    assert len(kept) == 1


@pytest.mark.parametrize("column", ["organization_name", "organization_short"])
@pytest.mark.parametrize("table", ["reviews_statement", "reviews_round"])
def test_the_database_refuses_a_record_without_a_name(year, table, column):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = ''")


def test_no_page_reads_todays_name_of_a_years_record():
    """One place: ``organization_name`` and ``organization_short`` of the record itself."""
    todays = re.compile(r"\b(statement|round_?|ledger|campaign|circular)\.organization\.(name|short)\b")
    sources = [
        path
        for app in ("reviews", "rectification", "templates/reviews", "templates/rectification")
        for path in Path(app).rglob("*")
        if path.suffix in {".py", ".html"}
    ]
    assert len(sources) > 300
    assert [str(path) for path in sources if todays.search(path.read_text(encoding="utf-8"))] == []
