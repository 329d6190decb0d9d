"""One object of every kind that the addresses take, for every organization asked for."""

import uuid

from django.utils import timezone

from accounts.models import Appointment, Job, Reminder, Roster, WorkdayException
from accounts.services.house.stored_file import store_file
from reviews.models import Cycle, RoundReport
from reviews.services.collecting.report import hand_in_report
from reviews.services.hearing.kiosk import key_of
from tests import cast as casting
from tests import docx, hall
from tests.access.audit import add_audit
from tests.access.canary import hide
from tests.access.factor import add_factor
from tests.access.guards import add_guards
from tests.access.place import EVERY_PLACE
from tests.access.poll import add_poll
from tests.access.rectification import add_rectification
from tests.access.result import add_result
from tests.access.similarity import add_similarity
from tests.access.table import TABLE

Found = dict[str, dict[str, list]]  # kind → organization → the arguments of its addresses


def build(cast, year, organizations) -> Found:
    """Return the arguments of every kind of address, by organization; the top's posts and people besides."""
    found: Found = {kind: {} for kind, _, _ in TABLE.values()}
    for name in organizations:
        _add_review(found, name, cast, year)
    for name in {*organizations, "committee"}:
        _add_place(found, name, getattr(cast, name))
    _add_single(found, cast, year)
    add_audit(found)
    add_guards(found, cast)
    add_factor(found, cast)
    add_similarity(found, year)
    hide()
    return found


def _add_review(found, name, cast, year):
    """Let the organization hand in, be visited, heard, commented, polled, concluded and put things right."""
    now = timezone.now()
    statement = year.statement(getattr(cast, name))
    report = hand_in_report(statement, person=statement.person, data=docx.good(), filename="稿.docx", now=now).report
    found["statement"][name], found["report"][name] = [statement.pk], [report.pk]
    found["visit"][name] = [casting.visit(statement, person=cast.head).pk]
    found["version"][name] = [statement.pk, 1]
    found["round"][name] = [{"branch": year.below, "other_branch": year.other}.get(name, year.top).pk]
    held = hall.hold(statement)
    found["meeting"][name], found["speech"][name] = [held.pk], [held.speeches.get().pk]
    found["turn"][name], found["screen"][name] = [held.pk, held.speeches.get().pk], [key_of(held)]
    found["comment"][name] = [hall.comment(statement, "全年只开了7次支委会。").pk]
    add_poll(found, name, held, hall.runner(statement))
    add_rectification(found, name, statement, cast, now)
    add_result(found, name, statement, cast, now)


def _add_place(found, name, organization):
    """Give the organization, its secretary and the secretary's post."""
    post = Appointment.objects.get(organization=organization, role__in=Appointment.REVIEWED_ROLES, ends=None)
    found["organization"][name] = found["lower"][name] = [organization.pk]
    found["appointment"][name] = found["handover"][name] = [post.pk]
    found["person"][name] = [post.person_id]


def _add_single(found, cast, year):
    """Give what there is once: the year's, and what the department has started."""
    now, file = timezone.now(), store_file(b"x")
    started = {"title": "x", "started_by": cast.department, "state": "done", "finished_at": now}
    slips = Job.objects.create(kind="issue_passwords", subject=cast.college.pk, **started)
    uploaded = {"file": file, "filename": "x.xlsx", "rows": 1, "uploaded_by": cast.department, "listing": file}
    single = {
        "": [],
        "tree": [],
        "manual": ["secretary"],
        "sample": ["good"],
        "cycle": [year.cycle.pk],
        "workday": [WorkdayException.objects.create(date="2026-12-13", is_workday=True).pk],
        "reminder": [Reminder.objects.create(person=cast.department, day=now.date(), items=[], sweep=uuid.uuid4()).pk],
        "job": [Job.objects.create(kind="x", subject=1, file=file, **started).pk],
        "slips": [slips.pk],
        "roster": [Roster.objects.create(organization=cast.college, **uploaded).pk],
    }
    for kind, args in single.items():
        found[kind] = dict.fromkeys(EVERY_PLACE, args)
    for one in (year.top, year.below, year.other):
        RoundReport.objects.create(round=one, text="一", filed_by=cast.department, filed_at=now)
    Cycle.objects.update(notice_file=file, notice_filename="通知.pdf")
