"""What follows this year's feedback in the demo school: ledgers opened, and begun with what the year has named."""

from datetime import date

from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.candidate import Source
from accounts.services.duty.candidate import gather_candidates
from accounts.services.house.demo import builders
from rectification.models import Ledger
from rectification.services.item import draw_candidates
from rectification.services.opening import open_after_feedback
from reviews.models import Cycle


@builders.register
def begin_ledgers(today: date) -> None:
    """Open the ledgers of whoever has been told, and let secretaries draw one problem of every source that has any."""
    now = timezone.now()
    open_after_feedback(person=None, now=now)
    empty = Ledger.objects.filter(items__isnull=True, cycle=Cycle.objects.latest("year"))
    for ledger in empty.for_pages().order_by("pk"):
        found = gather_candidates(ledger.organization, ledger.cycle.year)
        first = {source: next((one for one in found if one.source == source), None) for source in Source}
        holder = Person.objects.filter(
            appointments__in=Appointment.objects.current(today).reviewed().filter(organization=ledger.organization)
        ).first()
        if holder is not None:
            drawn = [(one, one.text) for one in first.values() if one is not None]
            draw_candidates(ledger, person=holder, drawn=drawn, now=now)
