"""What the plan of a round shows, and the page on which its people are set."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Appointment, Person
from reviews.forms.collecting.statement import ModesForm
from reviews.forms.preparing.plan import DatesForm, PaperForm
from reviews.models import Round, Statement
from reviews.rules.collecting.summary import fraction_name
from reviews.services.collecting.statement import OPEN, posts_without_statement
from reviews.services.preparing.round import leaving_posts, reporting_posts


def leaders_of(round_: Round) -> QuerySet[Person]:
    """Return who may sign the round's plan: its organization's secretary in office."""
    posts = Appointment.objects.current(timezone.localdate()).reviewed().filter(organization=round_.organization)
    return Person.objects.filter(appointments__in=posts).distinct()


def approvers_of(round_: Round) -> QuerySet[Person]:
    """Return who may approve that somebody does not report: who organizes or leads here or above, or once did so."""
    above = [round_.organization_id, *round_.organization.ancestor_ids]
    posts = Appointment.objects.current(timezone.localdate()).filter(
        organization__in=above, role__in=Appointment.OVERSEEING_ROLES
    )
    named = round_.statements.filter(mode_approved_by__isnull=False).values("mode_approved_by")
    return Person.objects.filter(pk__in=posts.order_by().values("person").union(named.order_by())).order_by("pk")


def dates_form(round_: Round) -> DatesForm:
    """Return the form with the round's dates."""
    initial = {"report_due": timezone.localtime(round_.report_due), "meeting_on": round_.meeting_on}
    return DatesForm(initial=initial, due_is_fixed=not round_.is_preparing)


def plan_page(
    person: Person, round_: Round, *, dates: DatesForm | None = None, paper: PaperForm | None = None
) -> dict[str, Any]:
    """Return the context of the plan."""
    statements = list(round_.statements.for_pages().in_order())
    is_organizer = round_.is_organized_by(person)
    may_approve = round_.is_preparing and Round.objects.led_by(person).filter(pk=round_.pk).exists()
    limits = round_.cycle.limits
    return {
        "round": round_,
        "due": timezone.localtime(round_.report_due),
        "groups": _by_mode(statements),
        "reporting": sum(not one.is_exempt for one in statements),
        "limits": limits,
        "problems_min": fraction_name(limits.problems_min),
        "is_organizer": is_organizer,
        "may_edit": is_organizer and round_.stage in OPEN,
        "may_approve": may_approve and not round_.is_plan_approved,
        "leaving": leaving_posts(round_.organization) if round_.is_preparing else [],
        "dates": dates or dates_form(round_),
        "paper": paper or PaperForm(leaders=leaders_of(round_), initial={"number": round_.plan_number}),
    }


def _by_mode(statements: list[Statement]) -> list[tuple[str, list[Statement]]]:
    groups = [(label, [one for one in statements if one.mode == mode]) for mode, label in Statement.Mode.choices]
    return [(label, members) for label, members in groups if members]


def people_page(round_: Round, *, form: ModesForm | None = None) -> dict[str, Any]:
    """Return the context of the page on which everybody's way of reporting is set."""
    statements = list(round_.statements.for_pages().in_order())
    holders = {post.organization_id: post.pk for post in reporting_posts(round_.organization)}
    form = form or modes_form(round_)
    return {
        "round": round_,
        "form": form,
        "rows": form.rows(),
        "changed": [
            one for one in statements if holders.get(one.organization_id, one.appointment_id) != one.appointment_id
        ],
        "unnamed": posts_without_statement(round_),
        "leaving": leaving_posts(round_.organization) if round_.stage in OPEN else [],
        "may_edit": round_.stage in OPEN,
    }


def modes_form(round_: Round, data: Any = None) -> ModesForm:
    """Return the form over all statements of the round."""
    statements = list(round_.statements.for_pages().in_order())
    return ModesForm(data, statements=statements, approvers=approvers_of(round_))
