"""What those see who trace the effects (N3.5c): what is due, by deadline; nothing is ranked."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.people.organization import SeekForm
from accounts.models import Appointment, Organization, Person
from rectification.forms.item import ReturnItemForm
from rectification.forms.supervision import SupervisionForm
from rectification.models import Campaign, Circular, Extension, Item, Ledger
from rectification.models.relation import overseeing
from rectification.pages.item import item_rows, with_evidence
from rectification.pages.opening import unopened
from rectification.pages.talk import talks_below
from rectification.rules.item import LABELS, Standing, Tally, standing
from reviews.models import Cycle, Round
from reviews.models.relation import reviews_at
from reviews.rules.hearing.grade import GRADES, TALKED_TO

PAGE = 50
SHOWN = 40  # organizations of a year on one page; the others are found by name
CONFIRMED_AT_ONCE = 50


def supervised(person: Person) -> QuerySet[Organization]:
    """Return the organizations whose subordinates' ledgers the person may read."""
    return Organization.objects.filter(overseeing(person, "children__parent")).distinct()


def supervisions_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return whose subordinates have ledgers in one year, the latest unless another is asked for; and what has none.

    As many as SHOWN are listed, the others are found by name.
    """
    there = Ledger.objects.filter(organization__parent=OuterRef("pk"))
    years = list(_with_ledgers(person).latest_first().values_list("year", flat=True))
    year = next((one for one in years if str(one) == query.get("year")), years[0] if years else None)
    form = SeekForm(query)
    sought = form.chosen()
    there = there.filter(cycle__year=year)
    many = there.order_by().values("organization__parent").annotate(many=Count("pk")).values("many")
    mine = Organization.objects.filter(overseeing(person), Exists(there)).matching(sought)
    shown = list(mine.annotate(owing=Subquery(many)).order_by("pk")[: SHOWN + 1])
    return {
        "rows": shown[:SHOWN],
        "years": years,
        "year": year,
        "form": form,
        "sought": sought,
        "more": len(shown) > SHOWN,
        "missing": _without_ledgers(person),
    }


def _with_ledgers(person: Person) -> QuerySet[Cycle]:
    """Return the cycles in which ``person`` may read a ledger."""
    if any(one.role in Appointment.OVERSEEING_ROLES and one.organization.parent_id is None for one in person.posts):
        # Who oversees all may read whichever there is: the index tells, where EXISTS lets PostgreSQL read every one.
        nearest = Ledger.objects.filter(cycle__lte=OuterRef("pk")).order_by("-cycle_id").values("cycle_id")[:1]
        return Cycle.objects.alias(nearest=Subquery(nearest)).filter(nearest=F("pk"))
    overseen = Ledger.objects.filter(overseeing(person, "organization__parent"), cycle=OuterRef("pk"))
    return Cycle.objects.filter(Exists(overseen))


def _without_ledgers(person: Person) -> QuerySet[Round]:
    """Return the person's own rounds below which nobody has a ledger yet."""
    there = Ledger.objects.filter(organization__parent=OuterRef("organization"), cycle=OuterRef("cycle"))
    return Round.objects.run_by(person).filter(~Exists(there)).latest_first()


def run_below(person: Person, pk: int, year: int) -> Round | None:
    """Return the round of the organization ``pk`` in ``year`` with both, for who runs it; who only reads has none."""
    run = Round.objects.run_by(person).filter(organization__in=supervised(person), organization__pk=pk)
    return run.filter(cycle__year=year).select_related("organization", "cycle").first()


def supervision_page(
    person: Person, organization: Organization, cycle: Cycle, *, run: Round | None, query: QueryDict
) -> dict[str, Any]:
    """Return the items below ``organization``, by deadline, a page at a time; ``run`` is the person's own round."""
    # Taken first: asked for in one query, PostgreSQL would read the items of every ledger.
    ledgers = list(Ledger.objects.under(organization, cycle.year).select_related("organization").in_order())
    form = SupervisionForm(query, organizations=[one.organization for one in ledgers])
    chosen = form.chosen()
    return {
        "organization": organization,
        "cycle": cycle,
        "form": form,
        "chosen": chosen,
        "ledgers": ledgers if not chosen["standing"] else [],
        **_listed(ledgers, chosen),
        "may_act": supervises(person, organization),
        "campaigns": list(_campaigns(organization, cycle)),
        "circulars": list(_circulars(person, organization, cycle)),
        **_round_context(person, run, cycle),
    }


def _listed(ledgers: list[Ledger], chosen: dict[str, Any]) -> dict[str, Any]:
    """Return the items that are looked for, with the tabs that count them."""
    today, place = timezone.localdate(), chosen["organization"]
    here = [one for one in ledgers if not place or one.organization == place]
    counted, waiting = _tally(ledgers, here)
    items = Item.objects.filter(ledger__in=here).select_related("ledger")
    listed = items.standing(chosen["standing"], today) if chosen["standing"] else items.exclude(state=Item.State.DONE)
    page = _after(listed.by_urgency(), chosen["after"])
    rows = item_rows(page[: PAGE + 1], today)
    return {
        "tally": counted,
        "waiting": waiting,
        "tabs": _tabs(counted),
        "rows": rows[:PAGE],
        "next": rows[PAGE - 1].item.pk if len(rows) > PAGE else None,
    }


def _round_context(person: Person, run: Round | None, cycle: Cycle) -> dict[str, Any]:
    """Return what only those see who run the round: who is without a ledger, and the talks."""
    return {
        "run": run,
        "organized": run is not None and run.is_organized_by(person),
        **unopened(run),
        **talks_below(person, run),
        "talked_grades": "、".join(cycle.grade_names[GRADES.index(one)] for one in TALKED_TO),
    }


def _tabs(counted: Any) -> list[tuple[str, str, int]]:
    standings = [(one.value, LABELS[one], getattr(counted, one)) for one in Standing]
    return [("", "没改完", counted.total - counted.done), *standings]


def _campaigns(organization: Organization, cycle: Cycle) -> QuerySet[Campaign]:
    return Campaign.objects.filter(organization=organization, cycle=cycle).select_related("led_by").order_by("pk")


def _circulars(person: Person, organization: Organization, cycle: Cycle) -> QuerySet[Circular]:
    visible = Circular.objects.visible_to(person).filter(organization=organization, cycle=cycle)
    return visible.defer("contents").order_by("-number")


def supervises(person: Person, organization: Organization) -> bool:
    """Whether the person leads or organizes this very organization; told from the posts at hand."""
    return organization.pk in reviews_at(person)


def _tally(ledgers: list[Ledger], here: list[Ledger]) -> tuple[Tally, int]:
    """Count the items of the ledgers ``here`` by where they stand, and in all ``ledgers`` the requests that wait.

    In one query: the items of a ledger that have the same day and state stand alike.
    """
    today, counted, waiting, shown = timezone.localdate(), Counter[str](), 0, {one.pk for one in here}
    alike = Item.objects.filter(ledger__in=ledgers).values_list("ledger", "kind", "state", "deadline")
    asked = Count("extensions", filter=Q(extensions__state=Extension.State.ASKED), distinct=True)
    for ledger, kind, state, deadline, many, asking in alike.annotate(Count("pk", distinct=True), asked=asked):
        waiting += asking
        counted[standing(kind, state, deadline, None, today)] += many if ledger in shown else 0
    return Tally(**counted), waiting


def _after(items: QuerySet[Item], pk: int | str) -> QuerySet[Item]:
    """Continue behind the item ``pk``: those without a deadline come last."""
    last = Item.objects.filter(pk=pk).first() if pk else None
    if last is None:
        return items
    if last.deadline is None:
        return items.filter(deadline__isnull=True, pk__gt=last.pk)
    later = Q(deadline__gt=last.deadline) | Q(deadline=last.deadline, pk__gt=last.pk) | Q(deadline__isnull=True)
    return items.filter(later)


def confirmations_page(person: Person) -> dict[str, Any]:
    """Return the claims on which the person sets the √, and the requests for more time (mock-up 10b)."""
    claims = Item.objects.ticked_by(person).filter(state=Item.State.CLAIMED).select_related("ledger")
    rows = item_rows(with_evidence(claims).order_by("claimed_at", "pk")[:CONFIRMED_AT_ONCE], timezone.localdate())
    extensions = list(Extension.objects.supervised_by(person).waiting().for_pages()[:CONFIRMED_AT_ONCE])
    return {"rows": rows, "extensions": extensions, "form": ReturnItemForm()}
