"""What must hold among ledgers, items and what is built on them."""

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from accounts.services.house.invariant import invariants
from rectification.models import Campaign, Circular, Extension, Item, Ledger, Step
from reviews.models import Round, Statement


@invariants.register
def ledgers_belong_to_who_reports() -> QuerySet[Ledger]:
    """A ledger is of an organization whose secretary is reviewed in that year (N3.5a); years on paper aside."""
    reviewed = Statement.objects.filter(organization=OuterRef("organization"), round__cycle=OuterRef("cycle"))
    return Ledger.objects.filter(~Exists(reviewed), cycle__in=Round.objects.values("cycle"))


@invariants.register
def granted_time_is_in_the_deadline() -> QuerySet[Extension]:
    """A granted extension shows in the item's deadline."""
    kept = Q(item__deadline__gte=F("to_date")) | Q(item__kind=Item.Kind.LONG_TERM)
    return Extension.objects.filter(state=Extension.State.GRANTED).exclude(kept)


@invariants.register
def ticks_stand_in_the_history() -> QuerySet[Item]:
    """A √ that stands has its line in the item's history."""
    ticked = Step.objects.filter(item=OuterRef("pk"), verb="打“√”")
    return Item.objects.filter(~Exists(ticked), state=Item.State.DONE)


@invariants.register
def campaigns_gather_items_of_their_own_branches() -> QuerySet[Campaign]:
    """A campaign gathers items of its organization's direct subordinates, or of whom it reviewed in its year (N3.5b)."""
    gathered = Campaign.objects.annotate(
        whose=F("items__ledger__organization"), under=F("items__ledger__organization__parent"),
        year=F("items__ledger__cycle"),
    )  # fmt: skip
    reviewed = Statement.objects.filter(
        organization=OuterRef("whose"), round__organization=OuterRef("organization"), round__cycle=OuterRef("cycle")
    )
    foreign = ~Q(year=F("cycle")) | ~Q(under=F("organization")) & ~Exists(reviewed)
    return gathered.filter(foreign, whose__isnull=False).distinct()


@invariants.register
def circulars_count_from_one() -> QuerySet[Circular]:
    """Circulars of an organization and a year are numbered without a gap."""
    below = Circular.objects.filter(organization=OuterRef("organization"), cycle=OuterRef("cycle"))
    counted = below.values("organization", "cycle").annotate(last=Max("number"), many=Count("pk"))
    return Circular.objects.filter(Exists(counted.filter(~Q(last=F("many")))))
