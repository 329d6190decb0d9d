import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews.models import SpeakingVersion, Statement
from reviews.services.collecting.report import Overtaken, hand_in_report
from reviews.services.collecting.speaking import save_speaking
from tests import docx
from tests.race import together


@pytest.fixture
def statement(cast, year):
    found = year.statement(cast.college)
    hand_in_report(found, person=found.person, data=docx.thin(), filename="a.docx", now=timezone.now())
    return year.statement(cast.college)


def save(statement, kept, seen=0, report=None):
    return save_speaking(
        statement,
        person=statement.person,
        report=report or statement.current_report_id,
        kept=kept,
        seen=seen,
        now=timezone.now(),
    )


def test_every_choice_is_a_version_of_its_own(statement):
    first, second = save(statement, [3, 4]), save(statement, [4], seen=1)
    assert (first.number, first.kept, first.words) == (1, [3, 4], 300)
    assert (second.number, second.kept) == (2, [4])


def test_the_same_choice_again_changes_nothing(statement):
    assert save(statement, [4, 3, 3]).pk == save(statement, [3, 4], seen=1).pk


def test_who_has_not_seen_the_last_version_is_told_who_saved_it(statement):
    save(statement, [3])
    with pytest.raises(Overtaken, match=r"周正明在.*存过口述稿"):
        save(statement, [4])


def test_a_choice_of_a_version_that_no_longer_counts_is_not_kept(statement):
    old = statement.current_report_id
    hand_in_report(statement, person=statement.person, data=docx.good(), filename="b.docx", now=timezone.now())
    with pytest.raises(Overtaken, match="新的一稿"):
        save(statement, [3], report=old)


def test_a_version_that_keeps_nothing_is_refused_by_the_database(statement):
    save(statement, [3])
    with pytest.raises(IntegrityError), transaction.atomic():
        SpeakingVersion.objects.update(kept=[])


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(cast, year):
    found = year.statement(cast.college)
    hand_in_report(found, person=found.person, data=docx.thin(), filename="a.docx", now=timezone.now())
    fresh = Statement.objects.for_pages().get(pk=found.pk)
    outcomes = together(lambda: save(fresh, [3]), lambda: save(fresh, [4]))
    connection.close()
    assert sorted(type(one).__name__ for one in outcomes) == ["Overtaken", "SpeakingVersion"]
