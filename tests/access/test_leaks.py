"""What is not released changes nothing that others see: no list, count, order, search or history (DESIGN §4, PROMISES §1)."""

import os
import re

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import AuditEntry
from reviews.models import Evaluation
from tests.access.canary import texts
from tests.evaluations import bring, evaluate
from tests.trail_words import codes_told, words_told

STRANGERS = (
    "department", "branch_secretary", "auditor", "head", "other_college_organizer", "direct_secretary",
    "security_administrator", "system_administrator", "outsider",
)[: 9 if os.environ.get("PROVE") else 3]  # fmt: skip
ASKED = ("", "?q=密", "?sort=grade&order=-grade", "?grade=third&state=third", "?history=1")
VOLATILE = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|<footer.*?</footer>|<p class="code">.*?</p>|<dcterms.*?>[^<]*<',
    re.DOTALL,
)
LISTS = (
    "accounts:home", "accounts:reminders", "reviews:rounds", "reviews:statements", "reviews:publications",
    "rectification:ledgers", "rectification:supervisions", "rectification:confirmations",
)  # fmt: skip


@pytest.fixture
def statement(cast, year):
    """The branch's statement, in a round that is being evaluated."""
    bring(year.below, "evaluating")
    return year.statement(cast.branch)


def addresses(statement):
    found = [reverse(name) for name in LISTS]
    found += [
        reverse(f"reviews:{name}", args=[statement.round_id])
        for name in ("round", "round_summary", "meetings", "round_report")
    ]
    found += [reverse("reviews:statement", args=[statement.pk])]
    return [f"{path}{asked}" for path in found for asked in ASKED]


def seen(client, paths):
    """Return what a role sees, numbers and order included."""
    answers = [client.get(path) for path in paths]
    bodies = [b"".join(one.streaming_content) if one.streaming else one.content for one in answers]
    return [
        (one.status_code, VOLATILE.sub("", " ".join(texts(body)))) for one, body in zip(answers, bodies, strict=True)
    ]


@pytest.mark.parametrize("role", STRANGERS)
def test_whatever_the_grade_others_see_the_same_bytes(cast, statement, enter, role):
    client, paths = enter(getattr(cast, role)), addresses(statement)
    client.get(paths[0])
    looks = []
    for secret in ({}, {"grade": "third", "problems": "密" * 40, "praise": "密"}, {"grade": "best", "praise": "好"}):
        with transaction.atomic():
            if secret:
                evaluation = Evaluation(
                    statement=statement, written_by=cast.college_organizer, written_at=statement.round.report_due
                )
                vars(evaluation).update(secret)
                evaluation.save()
            looks.append(seen(client, paths))
            transaction.set_rollback(True)
    assert [path for path, *same in zip(paths, *looks, strict=True) if len(set(same)) > 1] == []


def test_the_trail_looks_the_same_whatever_was_written(cast, statement, enter):
    client, looks = enter(cast.auditor), []
    for secret in ({"grade": "third", "praise": "密" * 9}, {"grade": "best", "praise": "好"}):
        with transaction.atomic():
            evaluate(statement, cast.college_organizer, **secret)
            (entry,) = AuditEntry.objects.filter(object_type="reviews.evaluation")
            looks.append((entry.verb, entry.before, entry.after, entry.object_label))
            assert "third" not in client.get(reverse("accounts:audit")).content.decode()
            transaction.set_rollback(True)
    assert looks[0] == looks[1]


def test_no_line_of_the_trail_holds_a_text_of_the_year(objects):
    assert AuditEntry.objects.count() > 20
    assert words_told() == []


def test_every_line_of_the_trail_is_told_in_chinese(objects):
    assert codes_told() == set()
