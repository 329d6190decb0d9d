"""What reviews adds to the home page: the year's course, and how the rounds I oversee stand."""

from datetime import date

from accounts.models import Appointment, Person
from accounts.rules.house.panel import Panel, Place
from accounts.services.house.panel import panels
from reviews.models import Round, Statement
from reviews.rules.preparing.course import course

SHOWN = 12  # statements; the board shows the rest


@panels.register
def this_years_rounds(person: Person, today: date) -> list[Panel]:
    """Show in which round the person is this year, and how the one that they look after stands."""
    roles = Appointment.OVERSEEING_ROLES
    ids = [post.organization_id for post in person.posts if post.role in roles]
    latest = Round.objects.filter(organization__in=ids).latest_first().first() if ids else None
    return [*_year_course(person, latest), *_reviewed_organizations(latest)]


def _year_course(person: Person, latest: Round | None) -> list[Panel]:
    """Show secretaries and organizers where their round is in the year."""
    reviewed = Statement.objects.owed_or_written_by(person).select_related("round__cycle").first()
    round_ = reviewed.round if reviewed else latest
    if reviewed is None and latest is not None and not latest.is_organized_by(person):
        round_ = Round.objects.organized_by(person).latest_first().first()
    if round_ is None:
        return []
    steps = course(round_.stage, round_.cycle.issued_on, round_.report_due, round_.meeting_on)
    context = {"year": round_.cycle.year, "steps": steps, "is_reviewed": reviewed is not None}
    return [Panel("reviews/round/_course.html", context, Place.ASIDE)]


def _reviewed_organizations(round_: Round | None) -> list[Panel]:
    """Show who reviews at this level what has come in; only to those whose own organization reviews."""
    if round_ is None:
        return []
    found = round_.statements.select_related("current_report").defer("current_report__check_json")
    statements = list(found.in_order()[: SHOWN + 1])
    context = {"round": round_, "statements": statements[:SHOWN], "more": len(statements) > SHOWN}
    return [Panel("reviews/round/_reviewed.html", context, Place.MAIN)]
