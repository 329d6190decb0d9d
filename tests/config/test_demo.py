import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organization, Person
from accounts.services.house.demo import demo_people
from accounts.services.house.invariant import check_invariants
from accounts.services.house.stored_file import path_of
from accounts.services.people.organization import create_organization
from reviews.models import Report, Round, Statement
from tests.trail_words import codes_told, words_told

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_school_is_whole_and_its_pages_ask_seldom(capsys, enter):
    call_command("demo")
    top = Organization.objects.get(parent=None)
    on_stage = Statement.objects.filter(round__organization=top, mode="on_stage")
    written = Statement.objects.filter(round__organization=top, mode="written")
    assert (on_stage.count(), written.count()) == (12, 5)
    assert Organization.objects.filter(parent__parent=top).count() >= 40
    assert Round.objects.count() == 12
    assert {report.state for report in Report.objects.all()} == {"handed_in", "returned", "accepted"}
    assert {report.verdict for report in Report.objects.all()} == {"meets", "violates", "open"}
    assert all(path_of(report.file.sha256).exists() for report in Report.objects.select_related("file"))
    assert check_invariants()[1] == []
    assert words_told() == []
    assert codes_told() == set()
    assert "周正明（工号" in capsys.readouterr().out
    login_page_leads_to_posts_and_pages_that_ask_seldom(enter)


def login_page_leads_to_posts_and_pages_that_ask_seldom(enter):
    """Not a test of its own: building the school takes ten seconds."""
    people = [Person.objects.by_login(entry.staff_number) for entry in demo_people()]
    assert len(people) == 9
    assert all(person.posts for person in people)
    homes = {person.name: asked(enter(person), "/") for person in people}
    assert {name: count for name, count in homes.items() if count > 15} == {}
    pages = [(one.person.name, asked(enter(one.person), f"/statements/{one.pk}/")) for one in reporting()]
    assert [page for page in pages if page[1] > 12] == []


def reporting():
    return Statement.objects.filter(current_report__isnull=False).for_pages()


def asked(client, path):
    """Return how many questions a page takes, without the session's bookkeeping once a minute."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_if_empty_keeps_what_is_there():
    create_organization(parent=None, name="某校党委", short="校党委", kind="committee")
    call_command("demo", if_empty=True)
    assert [organization.name for organization in Organization.objects.all()] == ["某校党委"]


def test_outside_the_demo_nothing_is_thrown_away(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="switched off"):
        call_command("demo")
