from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts.tasks.entry.session import sweep


def session(person, key, *, ended):
    """Give ``person`` a session that ended some hours ago, or lasts for some more."""
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() - timedelta(hours=ended))
    UserSession.objects.create(user=person, ip="10.0.0.1", session_key=key, user_agent="")


def left():
    return [sorted(model.objects.values_list("session_key", flat=True)) for model in (Session, UserSession)]


def test_what_ended_a_day_ago_is_swept_away(cast):
    for key, ended in (("old", 25), ("late", 2), ("now", -1)):
        session(cast.head, key, ended=ended)
    sweep()
    assert left() == [["late", "now"]] * 2


def test_the_list_forgets_sessions_that_are_gone(cast, capsys):
    session(cast.head, "gone", ended=-1)
    Session.objects.all().delete()
    call_command("sweep_sessions")
    assert (left(), capsys.readouterr().out) == ([[], []], "0 ended sessions deleted\n")
