"""Giving people posts and taking them back."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import Appointment, Organization, Person
from accounts.services.people.organization import lock_living, lock_tree
from accounts.services.trail import audit

WITHDRAWN = "撤销误登的任职"
WITHHELD = "这个工号的账号已经有人在用，还没有任何任职。第一个任职请组织部办理，以后您就可以任免了。"


@transaction.atomic
def appoint(
    person: Person, *, organization: Organization, role: str, starts: date, actor: Person | None = None
) -> Appointment:
    """Give ``person`` a post from the day ``starts`` on; raises ValidationError where the post is taken.

    Also where the account is in use and its first post is not ``actor``'s to give.
    """
    lock_tree()
    lock_living(organization.pk)  # of two at once the second sees the first
    _lock_holder(person.pk)
    if actor is not None and Person.objects.withheld_from(actor).filter(pk=person.pk).exists():
        raise ValidationError(WITHHELD)
    appointment = Appointment(person=person, organization=organization, role=role, starts=starts)
    appointment.full_clean()
    appointment.save()
    audit.record(actor, "任职", appointment, after={"role": role, "starts": starts.isoformat()})
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, ends: date, actor: Person | None = None) -> Appointment:
    """End a post with the day ``ends`` as its last; raises ValidationError where it starts later or is over."""
    lock_tree()  # a roster that ends it too queues there
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


@transaction.atomic
def correct_appointment(
    appointment: Appointment, *, starts: date, ends: date | None, reason: str, actor: Person | None = None
) -> Appointment:
    """Correct the days of a post that was noted wrongly, or open one again that was ended by mistake (``ends`` None).

    Raises ValidationError where the days do not fit those of another holder.
    """
    lock_tree()
    _lock_holder(appointment.person_id)
    corrected = Appointment.objects.for_pages().get(pk=appointment.pk)
    after = {"starts": starts, "ends": ends}
    before = {name: getattr(corrected, name) for name in after if getattr(corrected, name) != after[name]}
    if not before:
        return corrected
    corrected.starts, corrected.ends = starts, ends
    corrected.full_clean()
    corrected.keep_apart()  # it may begin earlier now, or last longer
    corrected.save(update_fields=list(before))
    audit.record(
        actor, "更正任职", corrected, before=_told(before),
        after={**_told({name: after[name] for name in before}), "reason": reason},
    )  # fmt: skip
    return corrected


@transaction.atomic
def withdraw_appointment(appointment: Appointment, *, reason: str, actor: Person | None = None) -> None:
    """Take back a post that was noted by mistake; raises ValidationError where something already rests on it."""
    lock_tree()
    gone = Appointment.objects.for_pages().filter(pk=appointment.pk).first()
    if gone is None:  # by a click that was faster
        return
    before = {"person": gone.person_id, "organization": gone.organization_id, "role": gone.role,
              **_told({"starts": gone.starts, "ends": gone.ends})}  # fmt: skip
    try:
        Appointment.objects.filter(pk=gone.pk).delete()
    except ProtectedError as error:
        raise ValidationError(
            f"{gone}已经有述职任务等材料，不能当作没有任过。日期写错了请改日期，任满了请用“结束任职”。"
        ) from error
    audit.record(actor, WITHDRAWN, gone, before=before, after={"reason": reason})


def _lock_holder(pk: int) -> None:
    """Let whoever gives or prolongs another right of this person wait."""
    Person.objects.select_for_update(no_key=True).get(pk=pk)


def _told(days: Mapping[str, date | None]) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in days.items()}
