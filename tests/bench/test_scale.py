import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import AuditEntry, Organization, Person
from accounts.rules.trail.audit import is_genuine
from accounts.services.trail import audit
from config.scale.tree import MADE_UP, WITHOUT
from rectification.models import Item
from reviews.models import Outcome, Statement
from tests.bench import province

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_queries():
    """Return the queries of each page in a province of a hundred organizations, which is gone again."""
    with transaction.atomic():
        province.seed(100, years=2)
        found = {page.name: province.queries_of(page) for page in province.all_pages()}
        transaction.set_rollback(True)
    return found


def test_no_page_asks_more_in_a_province_thirty_times_as_large(few_queries):
    province.seed(3000, years=2)
    many = {page.name: province.queries_of(page) for page in province.all_pages(few_queries)}
    assert set(many) == set(few_queries)
    assert {name: count for name, count in many.items() if count > few_queries[name]} == {}


def test_a_seeded_province_is_what_it_was_asked_to_be():
    province.seed(120, years=3)
    counts = [model.objects.count() for model in (Organization, Statement, Outcome, Item, AuditEntry)]
    assert counts == [120, 3 * 119, 2 * 119, 2 * 2 * 119, 3 * 119]
    deepest = Organization.objects.latest("pk")
    assert deepest.path == f"{deepest.parent.path}{deepest.pk}/"
    assert not any(person.check_password(MADE_UP) for person in Person.objects.all()[:5])
    assert Person.objects.without_password().count() == WITHOUT
    assert is_genuine(audit.audit_key(), audit.written(AuditEntry.objects.latest("pk")))


def test_seeding_twice_is_refused_and_comes_out_alike():
    with transaction.atomic():
        province.seed(30, years=1)
        before = list(Person.objects.order_by("pk").values_list("staff_number", "name"))
        with pytest.raises(CommandError, match="empty one"):
            province.seed(30, years=1)
        transaction.set_rollback(True)
    province.seed(30, years=1)
    assert list(Person.objects.order_by("pk").values_list("staff_number", "name")) == before


def test_real_data_is_never_thrown_away(cast, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="empty one"):
        call_command("seed_scale", organizations=30, years=1, throw_away=True)
    assert Person.objects.filter(pk=cast.head.pk).exists()
