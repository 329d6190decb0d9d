"""The office's working days, with what has been noted in the table."""

from datetime import date
from functools import partial

from django.db import transaction

from accounts.models import Person, WorkdayException
from accounts.rules.duty.workday import IsWorkday, is_workday
from accounts.services.trail import audit


def office_calendar() -> IsWorkday:
    """Return a function that tells working days; one query however often it is asked."""
    exceptions = dict(WorkdayException.objects.values_list("date", "is_workday"))
    return partial(is_workday, exceptions=exceptions)


@transaction.atomic
def note_workday(day: date, *, is_workday: bool, note: str, actor: Person) -> WorkdayException:
    """Note that ``day`` is worked, or is not; what was noted of it before is replaced."""
    values = {"is_workday": is_workday, "note": note}
    stood = WorkdayException.objects.select_for_update().filter(date=day).values(*values).first()
    noted, _ = WorkdayException.objects.update_or_create(date=day, defaults=values)
    audit.record(actor, "改工作日", noted, before=stood, after={"date": day.isoformat(), **values})
    return noted


@transaction.atomic
def forget_workday(noted: WorkdayException, *, actor: Person) -> None:
    """Let the published calendar decide about the day again."""
    audit.record(actor, "撤销改工作日", noted, before={"date": noted.date.isoformat(), "is_workday": noted.is_workday})
    noted.delete()
