import re

import pytest
from django.urls import reverse

from reviews.models import Comment
from tests import hall


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.fixture
def meeting(cast, year):
    return hall.hold(year.statement(cast.college), year.statement(cast.other_college))


def test_the_comment_lights_its_problem_at_once(cast, meeting, enter):
    speech = meeting.speeches.get(order=1)
    words = {"version": 0, "spoken_by": "张怀远", "text": "做得实。支委会缺了3次。"}
    page = (
        enter(cast.department)
        .post(url("speech_comment", speech.pk), words, headers={"HX-Request": "true"})
        .content.decode()
    )
    assert re.findall(r'name="problem" value="([^"]+)" checked', page) == ["支委会缺了3次。"]
    assert ('value="1"' in page, "点到了具体问题" in page) == (True, True)


def test_unticking_is_kept(cast, meeting, enter):
    speech, client = meeting.speeches.get(order=1), enter(cast.department)
    words = {"version": 0, "spoken_by": "张怀远", "text": "支委会缺了3次。"}
    client.post(url("speech_comment", speech.pk), words)
    client.post(url("speech_comment", speech.pk), words | {"version": 1, "shown": "支委会缺了3次。"})
    assert Comment.objects.get().problems == []


def test_typed_words_survive_another_recorder(cast, meeting, enter):
    speech = meeting.speeches.get(order=1)
    hall.comment(speech.statement, "先存的话。")
    words = {"version": 0, "spoken_by": "张怀远", "text": "后写的话。"}
    response = enter(cast.department).post(url("speech_comment", speech.pk), words)
    page = response.content.decode()
    assert (response.status_code, "后写的话。" in page, "先存的话。" in page) == (422, True, True)
    assert Comment.objects.get().text == "先存的话。"


def test_a_second_voice_stands_beside(cast, meeting, enter):
    speech, client = meeting.speeches.get(order=1), enter(cast.department)
    aside = {"spoken_by": "顾少文", "text": "纪检方面也要补课。"}
    for _ in range(2):
        client.post(url("speech_aside", speech.pk), aside)
    assert list(Comment.objects.values_list("is_primary", "spoken_by")) == [(False, "顾少文")]


def test_comments_are_shown_to_the_reviewed_after_the_feedback_alone(cast, year, meeting, enter):
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    client, page = enter(cast.college_secretary), url("statement", year.statement(cast.college).pk)
    assert "支委会缺了3次" not in client.get(page).content.decode()
    assert "支委会缺了3次" not in client.get(url("meeting", meeting.pk)).content.decode()
    year.top.stage = "fed_back"
    year.top.save()
    assert "支委会缺了3次" in client.get(page).content.decode()


@pytest.mark.parametrize(("stage", "seen"), [("meeting", 0), ("decided", 0), ("fed_back", 1)])
def test_an_overseer_waits_for_the_feedback_too(cast, year, stage, seen):
    hall.comment(year.statement(cast.branch), "支委会缺了3次。", spoken_by="周正明")
    year.below.stage = stage
    year.below.save()
    assert Comment.objects.visible_to(cast.department).count() == seen


def test_the_superior_confirms_all_at_once(cast, year, enter):
    one = hall.comment(year.statement(cast.college), "支委会缺了3次。")
    client = enter(cast.head)
    assert "1 份点评请您确认" in client.get(url("comments", year.top.pk)).content.decode()
    client.post(url("comments_confirm", year.top.pk), {"seen": [f"{one.pk}:1", "nonsense", "1:2:3"]})
    assert Comment.objects.get().confirmed_by == cast.head


def test_the_superior_corrects_and_thereby_confirms(cast, year, enter):
    one = hall.comment(year.statement(cast.college), "支委会缺了3次。")
    words = {"version": 1, "spoken_by": "张怀远", "text": "支委会缺了4次。"}
    enter(cast.head).post(url("comment", one.pk), words)
    assert (Comment.objects.get().text, Comment.objects.get().is_confirmed) == ("支委会缺了4次。", True)
