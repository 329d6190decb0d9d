"""The deciding body's sitting: entered by one, confirmed by another, corrected by a later one."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from accounts.services.house.attached import NotKept, look_at_attached
from accounts.services.house.stored_file import read_file
from reviews.forms.concluding.decision import DecisionForm, SeenForm
from reviews.models import Decision, Round
from reviews.pages.concluding.decision import decision_page, entry_form, entry_page
from reviews.services.concluding.decision import (
    DecisionOvertaken,
    DecisionRefused,
    confirm_decision,
    drop_decision,
    may_correct,
    may_enter,
    save_decision,
)
from reviews.services.preparing.stage import Moved, NoSuchMove, NotReady


@require_safe
@signed_in
def round_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the body has decided in a round, and what waits to be confirmed."""
    found = get_object_or_404(Round.objects.decided_by(request.user).latest_first(), pk=pk)
    return render(request, "reviews/decision/detail.html", decision_page(request.user, found))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decision_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a sitting or change the entry; what cannot be taken, or came second, stays in its boxes."""
    found = get_object_or_404(Round.objects.decided_by(request.user).latest_first(), pk=pk)
    form = entry_form(found, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if not (may_correct(found) if form.correcting else may_enter(found)):
        messages.error(request, f"本轮现在在“{found.get_stage_display()}”阶段，不能登记研究结果。")
        return redirect("reviews:round_decision", pk)
    if not form.is_bound:
        return render(request, "reviews/decision/enter.html", entry_page(found, form))
    if form.is_valid() and _saved(request, found, form):
        messages.success(request, "已登记。请另一人核对确认，确认以后才算数。")
        return redirect("reviews:round_decision", pk)
    return render(request, "reviews/decision/enter.html", entry_page(found, form), status=422)


def _saved(request: HttpRequest, found: Round, form: DecisionForm) -> bool:
    seen, entry = form.cleaned_data["seen"], form.entry()
    try:
        if entry.minutes:
            look_at_attached(entry.minutes.data, entry.minutes.filename, person=request.user, beside=found)
        save_decision(found, entry=entry, seen=seen, person=request.user, now=timezone.now())
    except NotKept as no:
        form.add_error("minutes_file", str(no))
        return False
    except (DecisionOvertaken, DecisionRefused) as refused:
        form.add_error(None, str(refused))
        form.data = form.data.copy()
        form.data["seen"] = found.decisions.filter(confirmed_at=None).values_list("version", flat=True).first() or 0
        return False
    return True


@require_POST
@signed_in
def decision_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the very text that the page showed."""
    found = _decision(request, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _again(request, found, form, status=422)
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
    try:
        confirm_decision(found, seen=seen, person=request.user, reason=reason, now=timezone.now())
    except (DecisionRefused, DecisionOvertaken, NotReady, NoSuchMove, Moved) as refused:
        form.add_error(None, str(refused))
        return _again(request, found, form, status=409)
    messages.success(request, "已确认，研究结果从现在起算数。下一步：反馈本人。")
    return redirect("reviews:round_decision", found.round_id)


@require_POST
@signed_in
def decision_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an unconfirmed entry back."""
    found = _decision(request, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _again(request, found, form, status=422)
    try:
        drop_decision(found, seen=form.cleaned_data["seen"], person=request.user)
    except DecisionOvertaken as overtaken:
        form.add_error(None, str(overtaken))
        return _again(request, found, form, status=409)
    messages.success(request, "登记已撤回。")
    return redirect("reviews:round_decision", found.round_id)


@require_safe
@signed_in
def decision_minutes(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the file of the minutes."""
    found = _decision(request, pk)
    if found.minutes_file is None:
        raise Http404
    return download(read_file(found.minutes_file), found.minutes_filename)


def _decision(request: HttpRequest, pk: int) -> Decision:
    mine = Round.objects.decided_by(request.user).values("pk")
    return get_object_or_404(Decision.objects.editable_by(request.user).for_pages(), pk=pk, round__in=mine)


def _again(request: HttpRequest, found: Decision, form: SeenForm, *, status: int) -> HttpResponse:
    context = decision_page(request.user, found.round, form=form)
    return render(request, "reviews/decision/detail.html", context, status=status)
