"""A round for those who organize or oversee it: the board, its table and its bundle."""

from functools import partial

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import is_supporting, signed_in
from accounts.services.house.job import start_job
from accounts.tasks.house.job import enqueue
from reviews.documents.preparing.round import round_summary
from reviews.models import Round
from reviews.pages.preparing.round import board_page, rounds_page
from reviews.services.preparing.round import BUNDLE


@require_safe
@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds that the person may see; a single one opens at once."""
    page = rounds_page(request.user, request.GET)
    if page["sole"]:
        return redirect("reviews:round", page["rounds"][0].pk)
    return render(request, "reviews/round/list.html", page)


@require_safe
@signed_in
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every statement of a round with state, figures and lateness."""
    found = get_object_or_404(Round.objects.visible_to(request.user).for_plan(), pk=pk)
    return render(
        request,
        "reviews/round/board.html",
        board_page(request.user, found, request.GET, supported=is_supporting(request)),
    )


@require_safe
@signed_in
def round_summary_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the summary table."""
    found = get_object_or_404(Round.objects.visible_to(request.user).latest_first(), pk=pk)
    table = round_summary(found, found.statements.for_pages().in_order())
    return download(table, f"{found.organization_short}{found.cycle.year}年度述职报告汇总表.xlsx")


@require_POST
@signed_in
def round_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Start packing all reports of a round, and show how far that is."""
    found = get_object_or_404(Round.objects.organized_by(request.user).latest_first(), pk=pk)
    with transaction.atomic():
        title = f"打包{found.organization_short}{found.cycle.year}年度全部述职报告"
        job = start_job(request.user, kind=BUNDLE, subject=found.pk, title=title)
        transaction.on_commit(partial(enqueue, job))
    return redirect("accounts:job", job.pk)
