"""A ledger: the list of one's own, its page, opening, filing, and drawing problems from the year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.policies import signed_in
from rectification.forms.ledger import CandidatesForm
from rectification.models import Ledger
from rectification.pages.ledger import candidates_of, candidates_page, ledger_page, ledgers_page
from rectification.services.item import draw_candidates
from rectification.services.ledger import NotReady, file_ledger, open_ledger, open_ledgers
from reviews.models import Round, Statement


@require_safe
@signed_in
def ledgers(request: HttpRequest) -> HttpResponse:
    """Show the person's own ledgers of all years, and what could be opened."""
    return render(request, "rectification/ledger/list.html", ledgers_page(request.user))


@require_safe
@signed_in
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a ledger's items, the late ones first."""
    found = get_object_or_404(Ledger.objects.visible_to(request.user).for_pages(), pk=pk)
    context = ledger_page(request.user, found, request.GET.get("standing", ""))
    return render(request, "rectification/ledger/detail.html", context)


@require_POST
@signed_in
def ledger_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the ledger of a statement's organization, by its secretary or by the round's organizer."""
    own = Statement.objects.editable_by(request.user) | Statement.objects.organized_by(request.user)
    statement = get_object_or_404(own.for_pages(), pk=pk)
    opened = open_ledger(statement.organization, cycle=statement.round.cycle, person=request.user, now=timezone.now())
    return redirect("rectification:ledger", opened.pk)


@require_POST
@signed_in
def ledgers_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the ledgers of everybody who reports in a round."""
    found = get_object_or_404(Round.objects.organized_by(request.user).latest_first(), pk=pk)
    count = open_ledgers(found, person=request.user, now=timezone.now())
    messages.success(
        request, f"建了 {count} 本整改台账，书记们会在“整改台账”里看到。" if count else "台账都已经建好了。"
    )
    return redirect("rectification:supervision", found.organization_id, found.cycle.year)


@require_POST
@signed_in
def ledger_file(request: HttpRequest, pk: int) -> HttpResponse:
    """File a ledger."""
    found = get_object_or_404(Ledger.objects.editable_by(request.user).for_pages(), pk=pk)
    try:
        file_ledger(found, person=request.user, today=timezone.localdate())
    except NotReady as missing:
        messages.error(request, str(missing))
    else:
        messages.success(request, f"已填报，{found.superior_name}看得到。以后时限要改，请申请延期。")
    return redirect("rectification:ledger", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the year has named as problems, and enter what is chosen."""
    found = get_object_or_404(Ledger.objects.editable_by(request.user).for_pages(), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = CandidatesForm(data, candidates=candidates_of(found))
    if data is None or not form.is_valid():
        context = candidates_page(found, form)
        return render(request, "rectification/ledger/candidates.html", context, status=200 if data is None else 422)
    drawn = draw_candidates(found, person=request.user, drawn=form.cleaned_data["drawn"], now=timezone.now())
    messages.success(request, f"列入了 {len(drawn)} 件。接着写全责任人、整改措施和整改时限。")
    return redirect("rectification:ledger", pk)
