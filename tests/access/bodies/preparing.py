"""What is sent to the addresses of years, rounds and plans."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from accounts.models import Appointment, Organization
from reviews.forms.preparing.cycle import cycle_values
from reviews.models import Cycle, Round
from tests.access.bodies.at import At, Body, forget, same
from tests.cast import person


def _later(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT17:00")


def _values(year: int | None = None) -> Callable[[At], Body]:
    def words(at: At) -> Body:
        cycle = Cycle.objects.get(year=at.year)
        given = {name: value for name, value in cycle_values(cycle).items() if value is not None and value is not False}
        return {**given, "notice_title": "另一份通知", **({"year": at.year + year} if year else {})}

    return words


def _round(at: At, stage: str = "preparing") -> Round:
    Round.objects.filter(pk=at.pk).update(stage=stage)
    return Round.objects.get(pk=at.pk)


def _levels(at: At) -> Body:
    """Let one college not have its round yet."""
    forget(Round.objects.filter(cycle=at.pk, organization=at.cast.other_college.pk))
    return {"top_due": _later(20), "below_due": _later(15)}


def _dates(at: At) -> Body:
    _round(at)
    return {"report_due": _later(20), "meeting_on": timezone.localdate() + timedelta(days=30)}


def _paper(at: At) -> Body:
    found = _round(at)
    leader = Appointment.objects.reviewed().get(organization=found.organization, ends=None)
    return {"number": found.plan_number, "approved_by": leader.person_id, "approved_on": timezone.localdate()}


def _modes(at: At) -> Body:
    found = _round(at)
    return {f"mode-{one.pk}": "written" for one in found.statements.all()}


def _newly_appointed(at: At) -> Body:
    """Let somebody have been appointed since the list was drawn up."""
    above = _round(at).organization
    place = Organization(parent=above, name="后来的支部", short="后来", kind="branch", position=9)
    place.pk = 10**6
    place.path = f"{above.path}{place.pk}/"
    place.save(force_insert=True)
    Appointment.objects.create(
        person=person("030001", "后来人"), organization=place, role="secretary", starts="2024-03-01"
    )
    return {}


def _succeeded(at: At) -> Body:
    """Let the post have gone to somebody else."""
    at.bring("preparing")
    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(pk=at.statement.appointment_id).update(ends=yesterday)
    Appointment.objects.create(
        person=person("030002", "接任人"), organization=at.organization, role="secretary", starts=timezone.localdate()
    )
    return {}


BODIES: dict[str, Callable[[At], Body]] = {
    "reviews:cycle_new": _values(5),
    "reviews:cycle": _values(),
    "reviews:cycle_open": _levels,
    "reviews:round_bundle": same(),
    "reviews:round_stage": lambda at: {
        "stage": _round(at, "collecting").stage,
        "to": "preparing",
        "reason": "名单有误",
    },
    "reviews:round_dates": _dates,
    "reviews:round_approve": lambda at: {"number": _round(at).plan_number},
    "reviews:round_paper": _paper,
    "reviews:round_people": _modes,
    "reviews:round_people_add": _newly_appointed,
    "reviews:statement_hand_over": _succeeded,
}
