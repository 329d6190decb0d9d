"""For those who trace the effects (N3.5c): what waits for them, and what is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Organization, Person
from accounts.policies import signed_in
from rectification.pages.supervision import (
    confirmations_page,
    run_below,
    supervised,
    supervision_page,
    supervisions_page,
)
from reviews.models import Cycle

LAST_YEAR = 2200  # a cycle has none later; larger numbers would not fit the column


@require_safe
@signed_in
def confirmations(request: HttpRequest) -> HttpResponse:
    """Show the claims that wait for the person's √, and the requests for more time."""
    return render(request, "rectification/supervision/confirmations.html", confirmations_page(request.user))


@require_safe
@signed_in
def supervisions(request: HttpRequest) -> HttpResponse:
    """Show whose ledgers the person may read; a single level opens at once."""
    context = supervisions_page(request.user, request.GET)
    if len(context["rows"]) == 1 == len(context["years"]) and not context["missing"] and not context["sought"]:
        return redirect("rectification:supervision", context["rows"][0].pk, context["year"])
    return render(request, "rectification/supervision/list.html", context)


@require_safe
@signed_in
def supervision(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Show the items below an organization, by deadline."""
    run = run_below(request.user, pk, year)
    organization, cycle = (run.organization, run.cycle) if run else below(request.user, pk, year)
    context = supervision_page(request.user, organization, cycle, run=run, query=request.GET)
    return render(request, "rectification/supervision/detail.html", context)


def below(person: Person, pk: int, year: int) -> tuple[Organization, Cycle]:
    """Return the organization and the cycle of an address, for whoever may read there; otherwise 404."""
    organization = get_object_or_404(supervised(person), pk=pk)
    return organization, get_object_or_404(Cycle.objects.all(), year=min(year, LAST_YEAR + 1))
