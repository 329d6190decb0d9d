from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.people.appointment import appoint
from reviews.models import Comment
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.comment import Words, comments_missing, confirm_comments, correct_comment
from reviews.services.hearing.meeting import NotNow
from tests import hall


def test_the_comment_marks_what_it_points_at(cast, year):
    done = hall.comment(year.statement(cast.college), "做得实。支委会缺了3次。")
    assert (done.problems, done.author, done.version) == (["支委会缺了3次。"], cast.head, 1)


def test_the_same_words_twice_are_no_change_and_others_words_are_not_overwritten(cast, year):
    statement = year.statement(cast.college)
    hall.comment(statement, "支委会缺了3次。")
    assert hall.comment(statement, "支委会缺了3次。").version == 1
    with pytest.raises(Overtaken):
        hall.comment(statement, "别的话。", version=0)


def test_the_preflight_lists_who_lacks_a_concrete_problem(cast, year):
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    hall.comment(year.statement(cast.other_college), "成绩突出，希望再接再厉。")
    found = [(one.statement.person.name, one.why) for one in comments_missing(year.top)]
    assert found == [("刘晓梅", "点评没有点到具体问题"), ("谢红", "还没有点评")]


def test_the_superior_confirms_what_was_seen_once(cast, year):
    seen = hall.comment(year.statement(cast.college), "支委会缺了3次。")
    later = hall.comment(year.statement(cast.other_college), "记录不全。")
    now, both = timezone.now(), {seen.pk: 1, later.pk: 1}
    hall.comment(year.statement(cast.other_college), "记录不全，缺2次。", version=1)
    assert confirm_comments(year.top, seen=both, person=cast.head, now=now) == 1
    assert confirm_comments(year.top, seen=both, person=cast.head, now=now) == 0


def test_nobody_else_confirms(cast, year):
    said = hall.comment(year.statement(cast.college), "支委会缺了3次。")
    assert confirm_comments(year.top, seen={said.pk: 1}, person=cast.department, now=timezone.now()) == 0


def test_a_confirmed_comment_is_changed_by_its_author_alone(cast, year):
    statement, now = year.statement(cast.college), timezone.now()
    said = hall.comment(statement, "支委会缺了3次。")
    confirm_comments(year.top, seen={said.pk: 1}, person=cast.head, now=now)
    with pytest.raises(NotNow, match="已经确认"):
        hall.comment(statement, "支委会缺了4次。", version=1)
    words = Words(spoken_by="张怀远", text="支委会缺了4次。")
    corrected = correct_comment(said, words=words, version=1, person=cast.head, now=now)
    assert (corrected.text, corrected.confirmed_by) == ("支委会缺了4次。", cast.head)


def test_after_the_decision_no_comment_changes(cast, year):
    year.top.stage = "decided"
    year.top.save()
    with pytest.raises(NotNow, match="已经研究确定"):
        hall.comment(year.statement(cast.college), "支委会缺了3次。")


def test_unreleased_words_do_not_stand_in_the_trail(cast, year):
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    assert "支委会" not in str(list(AuditEntry.objects.values_list("before", "after", "object_label")))


@pytest.mark.parametrize("illegal", [{"spoken_by": ""}, {"confirmed_at": timezone.now()}])
def test_the_database_refuses_a_comment_that_cannot_be(cast, year, illegal):
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.update(**illegal)


def test_the_database_keeps_one_primary_comment_a_statement(cast, year):
    statement = year.statement(cast.college)
    hall.comment(statement, "支委会缺了3次。")
    second = Comment(statement=statement, spoken_by="李", recorded_by=cast.head, recorded_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_nobody_corrects_the_comment_on_themselves(cast, year):
    said = hall.comment(year.statement(cast.branch), "支委会缺了3次。")
    appoint(cast.branch_secretary, organization=cast.college, role="organizer", starts=date(2024, 3, 1))
    vars(cast.branch_secretary).pop("posts", None)
    assert not Comment.objects.editable_by(cast.branch_secretary).filter(pk=said.pk).exists()
    assert Comment.objects.editable_by(cast.college_organizer).filter(pk=said.pk).exists()
