"""What those see who trace the effects (N3.5c): what is due, by deadline; nothing is ranked."""

from collections import Counter
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Organization, Person
from accounts.services.trail.history import history_of
from rectification.forms.item import ReturnItemForm
from rectification.forms.supervision import SupervisionForm
from rectification.models import Campaign, Circular, Extension, Item, Ledger
from rectification.models.relation import overseeing
from rectification.pages.item import item_rows, with_evidence
from rectification.pages.opening import unopened
from rectification.pages.talk import talks_below
from rectification.rules.circular import Section
from rectification.rules.item import LABELS, Standing, Tally, standing
from rectification.services.circular import circular_lists
from reviews.models import Cycle, Round
from reviews.models.relation import reviews_at
from reviews.rules.hearing.grade import GRADES, TALKED_TO

PAGE = 50
CONFIRMED_AT_ONCE = 50
CAMPAIGN_VERBS = ("安排集中整治", "调整集中整治的事项")
CIRCULAR_VERBS = ("起草督查通报", "修改督查通报", "印发督查通报")


def supervised(person: Person) -> QuerySet[Organization]:
    """Return the organizations whose subordinates' ledgers the person may read."""
    return Organization.objects.filter(overseeing(person, "children__parent")).distinct()


def supervisions_page(person: Person) -> dict[str, Any]:
    """Return organizations and years with ledgers, from the top down, and the person's rounds that have none."""
    found = (
        Ledger.objects.filter(overseeing(person, "organization__parent"))
        .values(
            year=F("cycle__year"),
            place=F("organization__parent"),
            name=F("organization__parent__short"),
            path=F("organization__parent__path"),
        )
        .annotate(ledgers=Count("pk"))
        .order_by("-year", "path")
    )
    rounds = Round.objects.run_by(person).latest_first()
    there = {(row["place"], row["year"]) for row in found}
    missing = [one for one in rounds if (one.organization_id, one.cycle.year) not in there]
    return {"rows": list(found), "ledgers": sum(row["ledgers"] for row in found), "missing": missing}


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


def campaign_page(person: Person, campaign: Campaign) -> dict[str, Any]:
    """Return a campaign with its items, and those that could join it."""
    may_edit = Campaign.objects.editable_by(person).filter(pk=campaign.pk).exists()
    today = timezone.localdate()
    items = campaign.items.select_related("ledger").order_by("ledger__organization__position", "number")
    rows = item_rows(items, today)
    below = Item.objects.filter(ledger__in=Ledger.objects.under(campaign.organization, campaign.cycle.year))
    others = below.exclude(campaigns=campaign).exclude(state=Item.State.DONE).for_pages()
    return {
        "campaign": campaign,
        "rows": rows,
        "done": sum(row.standing is Standing.DONE for row in rows),
        "others": list(others.order_by("ledger__organization__position", "number")[:200]) if may_edit else [],
        "may_edit": may_edit,
        "today": today,
        "history": history_of(campaign, CAMPAIGN_VERBS),
    }


def circular_page(person: Person, circular: Circular, **forms: Any) -> dict[str, Any]:
    """Return a circular with its lists: as issued, or as they stand today."""
    opening, lists = circular_lists(circular, timezone.localdate())
    may_edit = circular.state == Circular.State.DRAFT and (
        Circular.objects.editable_by(person).filter(pk=circular.pk).exists()
    )
    return {
        "circular": circular,
        "title": circular_title(circular),
        "opening": opening,
        "lists": lists,
        "overdue": sum(len(section.lines) for section in lists if section.key == "overdue"),
        "may_edit": may_edit,
        "history": history_of(circular, CIRCULAR_VERBS),
        **forms,
    }


def circular_title(circular: Circular) -> str:
    """Return the title as it is printed."""
    return f"关于{circular.cycle.year}年度述职评议考核整改落实情况的督查通报"


def addressees(sections: tuple[Section, ...]) -> str:
    """Return whom a circular goes to: those that it lists, in 规定序 as far as the lists keep it."""
    names = dict.fromkeys(line.organization for section in sections for line in section.lines)
    return "、".join(names) or "各党组织"
