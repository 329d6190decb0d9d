"""Sending 人事 the list of those who cannot be 优秀 this year (N3.4c), with the day and who signed for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Consequence, Round
from reviews.rules.hearing.grade import Kind


class SendingRefused(Exception):
    """The list is not what the person saw, or the day cannot be; the message says so."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a round's page shows: ``barred`` for 人事, ``told`` the talks and rectifications, ``withdrawn`` corrected."""

    barred: list[Consequence]
    told: list[Consequence]
    withdrawn: list[Consequence]

    @property
    def unsent(self) -> list[Consequence]:
        """Those of the list that 人事 has not signed for."""
        return [one for one in self.barred if one.sent_on is None]


def listed(round_: Round, person: Person) -> Listed:
    """Return what ``person`` may see of ``round_`` and, of those below whose people have heard, the lists for 人事."""
    of_the_year = Consequence.objects.filter(
        outcome__decision__round__cycle=round_.cycle_id,
        outcome__decision__round__organization__path__startswith=round_.organization.path,
        outcome__decision__confirmed_at__isnull=False,
    )
    rows = list(of_the_year.visible_to(person).for_pages().in_order())
    here = [one for one in rows if one.outcome.decision.round_id == round_.pk]
    barred = [one for one in rows if one.kind == Kind.NOT_EXCELLENT and one.outcome.is_current]
    still_barred = {one.outcome.statement_id for one in barred}
    return Listed(
        barred=barred,
        told=[one for one in here if one.kind != Kind.NOT_EXCELLENT and one.outcome.is_current],
        withdrawn=[
            one for one in rows
            if one.sent_on and not one.outcome.is_current and one.outcome.statement_id not in still_barred
        ],
    )  # fmt: skip


@transaction.atomic
def note_sent(round_: Round, *, ids: Collection[int], sent_on: date, receipt: str, person: Person) -> int:
    """Note that 人事 has signed for these rows; what was noted before stays. Raises SendingRefused; returns how many."""
    Round.objects.select_for_update().get(pk=round_.pk)
    mine = Consequence.objects.editable_by(person).standing().of_kind(Kind.NOT_EXCELLENT)
    rows = list(mine.filter(pk__in=ids, sent_on=None).for_pages())
    if any(sent_on < one.outcome.decision.held_on for one in rows):
        raise SendingRefused("送出日期早于研究确定的日期，请核对。")
    count = Consequence.objects.filter(pk__in=[one.pk for one in rows], sent_on=None).update(
        sent_on=sent_on, receipt=receipt, sent_by=person
    )
    if count:  # on the round: whom the list names is not for the trail (DESIGN §4)
        audit.record(person, "登记名单已送人事", round_, after={"sent_on": sent_on.isoformat(), "receipt": receipt})
    return count
