"""Checking a round's reports anew, or a whole year's, after what is asked had changed."""

from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.policies import signed_in
from accounts.services.house.job import start_job
from accounts.tasks.house.job import enqueue
from reviews.models import Cycle, Round
from reviews.pages.collecting.recheck import recheck_page
from reviews.services.collecting.recheck import RECHECK_CYCLE, RECHECK_ROUND


@require_safe
@signed_in
def rechecks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what came out differently in a round."""
    found = get_object_or_404(Round.objects.visible_to(request.user).latest_first(), pk=pk)
    return render(request, "reviews/recheck/list.html", recheck_page(request.user, found))


@require_POST
@signed_in
def round_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Start checking a round's reports anew, and show how far that is."""
    found = get_object_or_404(Round.objects.organized_by(request.user).latest_first(), pk=pk)
    title = f"按新的要求重新检查{found.organization_short}{found.cycle.year}年度述职报告"
    return _start(request, RECHECK_ROUND, found.pk, title, found.cycle.limits_number)


@require_POST
@signed_in
def cycle_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Start checking the reports of every round of a year anew."""
    found = get_object_or_404(Cycle.objects.editable_by(request.user), pk=pk)
    title = f"按新的要求重新检查{found.year}年度各级述职报告"
    return _start(request, RECHECK_CYCLE, found.pk, title, found.limits_number)


def _start(request: HttpRequest, kind: str, subject: int, title: str, number: int) -> HttpResponse:
    with transaction.atomic():
        job = start_job(request.user, kind=kind, subject=subject, title=title, asked={"limits_number": number})
        transaction.on_commit(partial(enqueue, job))
    return redirect("accounts:job", job.pk)
