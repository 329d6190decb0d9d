"""A search by the index of letters and pairs finds what reading every row would find."""

import pytest
from django.db import connection

from accounts.models import FormerName, Organization, Person
from accounts.models.people.gram import grams_of

pytestmark = pytest.mark.django_db
NAMES = ["计算机学院党总支", "机算学院党支部", "𠮷林学院 100%", "a_b党支部", "ab学计"]
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps the index")


@pytest.fixture
def places(cast, lifted):
    found = [
        Organization(parent=cast.committee, path=f"/x/{number}/", kind="branch", name=name, short=name)
        for number, name in enumerate(NAMES)
    ]
    Organization.objects.bulk_create(found)
    return Organization.objects.filter(path__startswith="/x/")


@pytest.mark.parametrize(
    "word", ["计算", "算机", "机", "学院党", "jsj", "suanji", "a_b", "ab", "%", "_", "𠮷林", "没有", "m"]
)
def test_a_word_is_found_wherever_it_stands(places, word):
    expected = [one.name for one in places.order_by("pk") if word in one.search]
    assert [one.name for one in places.matching(word).order_by("pk")] == expected


def test_every_word_must_be_found_and_former_names_count(places):
    renamed = places.get(name="ab学计")
    FormerName.objects.create(organization=renamed, name="机电学院", short="机院", until="2025-01-01")
    assert [one.pk for one in places.matching("机电 ab")] == [renamed.pk]
    assert not places.matching("机电 党支部").exists()


def test_a_renamed_organization_is_found_by_its_new_name_alone(places):
    renamed = places.get(name="ab学计")
    renamed.name = renamed.short = "外语系"
    renamed.save(update_fields=["name", "short", "search"])
    assert [places.matching(word).count() for word in ("外语", "学计")] == [1, 0]


@on_postgresql
@pytest.mark.parametrize("word", ["计算机学院", "𠮷", "a\n", "é𠮷é"])
def test_the_database_reckons_as_we_do(word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_grams(%s)", [f"前{word}后"])
        assert set(grams_of(word)) <= set(cursor.fetchone()[0])


@on_postgresql
@pytest.mark.parametrize(("model", "index"), [(Organization, "organization_grams"), (Person, "person_grams")])
def test_a_search_looks_into_the_index(cast, model, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in model.objects.matching("机电").explain()
