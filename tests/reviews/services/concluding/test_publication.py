"""Circulation: after the feedback, once, to exactly the decided scope; corrections by a further one (N3.4b)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.people.appointment import appoint
from reviews.models import Publication, StageChange
from reviews.rules.concluding.publication import TO_FILL
from reviews.services.concluding.decision import Verdict
from reviews.services.concluding.feedback import open_feedback
from reviews.services.concluding.publication import (
    PublicationOvertaken,
    PublicationRefused,
    draft_publication,
    issue_publication,
    save_publication,
    waiting,
)
from reviews.services.preparing.stage import NotReady, advance
from tests import result


@pytest.fixture
def top(year):
    result.decided(year.top, "best", "second", "third")
    return year.top


def readers(publication, cast):
    people = vars(cast).items()
    seeing = (
        name for name, one in people
        if hasattr(one, "posts") and Publication.objects.visible_to(one).filter(pk=publication.pk).exists()
    )  # fmt: skip
    return sorted(seeing)


def test_before_the_feedback_nothing_is_drafted(top):
    with pytest.raises(PublicationRefused, match="反馈完毕"):
        result.drafted(top)


def test_the_draft_counts_grades_and_says_whose_problem_none_is(top):
    result.fed_back(top)
    text = draft_publication(waiting(result.fresh(top)))
    assert "“好”1名，“较好”1名，“一般”1名" in text
    assert TO_FILL in text
    assert not any(name in text for name in ("周正明", "刘晓梅", "谢红"))


def test_the_drafters_hint_must_be_gone(top):
    result.fed_back(top)
    with pytest.raises(PublicationRefused, match="请归纳"):
        result.issued(top, result.drafted(top, f"一、总体情况\n{TO_FILL}……）"))


def test_issuing_freezes_the_list_in_order_and_moves_the_round_on(top, cast):
    result.fed_back(top)
    publication = result.issued(top)
    told = [(one["organization"], one["name"], one["grade_name"]) for one in publication.contents]
    assert told == [
        ("机电工程学院党总支", "周正明", "好"), ("外国语学院党总支", "刘晓梅", "较好"), ("图书馆直属党支部", "谢红", "一般"),
    ]  # fmt: skip
    assert result.fresh(top).stage == "published"
    assert StageChange.objects.filter(round=top, to_stage="published").count() == 1


def test_a_second_click_issues_nothing_more(top, cast):
    result.fed_back(top)
    publication = result.issued(top)
    again = issue_publication(publication, seen=1, shown="", person=cast.head, now=timezone.now())
    assert again.issued_by == publication.issued_by


def test_nobody_issues_what_they_have_not_seen(top, cast):
    result.fed_back(top)
    seen = result.drafted(top)
    save_publication(result.fresh(top), text="改过。", seen=1, person=cast.head, now=timezone.now())
    with pytest.raises(PublicationOvertaken, match="张怀远在"):
        result.issued(top, seen)
    with pytest.raises(PublicationOvertaken, match="张怀远在"):
        save_publication(result.fresh(top), text="再改。", seen=1, person=cast.department, now=timezone.now())


SCOPES = {
    "reviewed": ["college_secretary", "department", "direct_secretary", "head", "other_college_secretary"],
    "subtree": [
        "branch_secretary", "college_organizer", "college_secretary", "department", "direct_secretary", "head",
        "other_branch_secretary", "other_college_organizer", "other_college_secretary",
    ],
}  # fmt: skip
SCOPES["organization"] = SCOPES["reviewed"]


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_exactly_the_decided_scope_reads_it(year, cast, scope):
    result.evaluating(year.top)
    result.confirmed(result.entered(year.top, scope=scope))
    result.fed_back(year.top)
    publication = result.drafted(year.top)
    assert readers(publication, cast) == ["department", "head"]
    assert readers(result.issued(year.top, publication), cast) == SCOPES[scope]


@pytest.mark.parametrize(("scope", "reads"), [("reviewed", False), ("organization", False), ("subtree", True)])
def test_a_member_of_a_college_reads_what_goes_to_the_whole_tree(year, cast, scope, reads):
    appoint(cast.outsider, organization=cast.college, role="member", starts=date(2026, 1, 1))
    result.evaluating(year.top)
    result.confirmed(result.entered(year.top, scope=scope))
    result.fed_back(year.top)
    publication = result.issued(year.top, result.drafted(year.top))
    assert Publication.objects.visible_to(cast.outsider).filter(pk=publication.pk).exists() is reads


def test_a_college_is_read_at_home_and_by_the_top(year, cast):
    publication = result.published(year.below, "best")
    assert readers(publication, cast) == [
        "branch_secretary",
        "college_organizer",
        "college_secretary",
        "department",
        "head",
    ]


def test_each_is_seen_once_in_one_query(year, cast, django_assert_num_queries):
    result.published(year.top)
    assert cast.head.posts
    with django_assert_num_queries(1):
        assert len(Publication.objects.visible_to(cast.head)) == 1


def test_a_correction_is_circulated_after_it_is_told(top, cast, year):
    result.fed_back(top)
    first = result.issued(top)
    statement = year.statement(cast.other_college)
    result.corrected(top, statement, "best")
    draft = result.drafted(top, "更正如下。")
    with pytest.raises(PublicationRefused, match="先反馈，后通报"):
        result.issued(top, draft)
    result.opened(top)
    second = result.issued(top, draft)
    assert [(one["name"], one["grade_name"]) for one in second.contents] == [("刘晓梅", "好")]
    first.refresh_from_db()
    assert first.contents[1]["grade_name"] == "较好"
    assert waiting(result.fresh(top)) is None


def test_a_correction_before_the_circulation_goes_out_with_it(top, cast, year):
    result.fed_back(top)
    draft = result.drafted(top)
    result.corrected(top, year.statement(cast.other_college), "best")
    open_feedback(
        result.fresh(top), ids=[one.pk for one in result.opened(top)], person=cast.department, now=timezone.now()
    )
    assert [one["grade_name"] for one in result.issued(top, draft).contents] == ["好", "好", "一般"]
    assert waiting(result.fresh(top)) is None


@pytest.mark.parametrize("change", ["text = ''", "issued_at = NULL", "contents = NULL", "issued_by_id = NULL"])
def test_the_database_refuses_what_cannot_be(top, change):
    result.fed_back(top)
    result.issued(top)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reviews_publication SET {change}")


def test_an_uncorrected_round_is_archived_with_one_click_and_a_half_corrected_one_not(top, cast, year):
    result.fed_back(top)
    result.issued(top)
    result.corrected(top, year.statement(cast.other_college), "best")
    with pytest.raises(NotReady) as refused:
        advance(result.fresh(top), to="archived", person=cast.department, reason="急")
    assert [one.what for one in refused.value.missing] == ["还有人的结果没有反馈本人"]
    result.opened(top)
    result.issued(top, result.drafted(top, "更正如下。"))
    advance(result.fresh(top), to="archived", person=cast.department)
    assert result.fresh(top).stage == "archived"


def test_the_reviewed_do_not_draft_what_names_them(top, cast):
    result.fed_back(top)
    appoint(cast.direct_secretary, organization=cast.committee, role="organizer", starts=timezone.localdate())
    both = Person.objects.get(pk=cast.direct_secretary.pk)
    draft = result.save_publication(result.fresh(top), text="一", seen=0, person=cast.department, now=timezone.now())
    seen = Publication.objects.visible_to(both).filter(pk=draft.pk).exists()
    assert (seen, Publication.objects.editable_by(both).exists()) == (False, False)
    draft.refresh_from_db()
    issue_publication(
        draft, seen=1, shown=result.list_mark(result.told_by(waiting(result.fresh(top)))), person=cast.department,
        reason="不等了", now=timezone.now(),
    )  # fmt: skip
    assert Publication.objects.visible_to(both).exists()


def test_with_an_unconfirmed_correction_the_round_is_not_archived(year, cast, top):
    result.fed_back(top)
    result.issued(top)
    verdict = Verdict(year.statement(cast.college).pk, "best", "重新看过，抓得实。", "支委会记录不全。")
    result.entered(top, verdicts=[verdict], reason="等次记错了。")
    with pytest.raises(NotReady) as no:
        advance(result.fresh(top), to="archived", person=cast.department, reason="归档。")
    assert no.value.missing[0].must
