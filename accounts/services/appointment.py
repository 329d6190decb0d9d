"""Giving people posts and taking them back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Appointment, Organization, Person
from accounts.services import audit


@transaction.atomic
def appoint(
    person: Person, *, organization: Organization, role: str, starts: date, actor: Person | None = None
) -> Appointment:
    """Give ``person`` a post from the day ``starts`` on; raises ValidationError where the post is taken."""
    Organization.objects.select_for_update().get(pk=organization.pk)  # of two at once the second sees the first
    appointment = Appointment(person=person, organization=organization, role=role, starts=starts)
    appointment.full_clean()
    appointment.save()
    audit.record(actor, "任职", appointment, after={"role": role, "starts": starts.isoformat()})
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, ends: date, actor: Person | None = None) -> Appointment:
    """End a post with the day ``ends`` as its last; raises ValidationError where it starts later or is over."""
    Appointment.objects.select_for_update().get(pk=appointment.pk)
    ended = Appointment.objects.for_pages().get(pk=appointment.pk)
    if ended.ends is not None:
        raise ValidationError(f"这个任职已经在 {ended.ends:%Y-%m-%d} 结束，没有再改动。")
    ended.ends = ends
    ended.full_clean()
    ended.save(update_fields=["ends"])
    audit.record(actor, "免职", ended, before={"ends": None}, after={"ends": ends.isoformat()})
    return ended


@transaction.atomic
def hand_over(
    appointment: Appointment, *, successor: Person, role: str, starts: date, actor: Person | None = None
) -> Appointment:
    """Let ``successor`` take a post over on the day ``starts``; the day before is its holder's last.

    Raises ValidationError, with nothing changed, where the post is over or the days do not fit.
    """
    ended = end_appointment(appointment, ends=starts - timedelta(days=1), actor=actor)
    return appoint(successor, organization=ended.organization, role=role, starts=starts, actor=actor)
