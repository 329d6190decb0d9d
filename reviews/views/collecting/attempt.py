"""A file that the year did not take: its author sees why, says how it is to be read, or lets it go."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.policies import signed_in
from accounts.services.house.stored_file import FileMissing
from reviews.forms.collecting.report import CorrectionForm
from reviews.models import Attempt, Statement
from reviews.pages.collecting.attempt import attempt_page
from reviews.pages.collecting.statement import closed_text, thanks
from reviews.services.collecting.attempt import let_go
from reviews.services.collecting.correction import GONE, correct_attempt
from reviews.services.collecting.report import HandInClosed, Overtaken
from reviews.wordcheck import Part


@require_safe
@signed_in
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was not taken and how it was read; where nothing waits, the statement."""
    found = get_object_or_404(Statement.objects.editable_by(request.user).for_pages(), pk=pk)
    waiting = Attempt.objects.filter(statement=found).first()
    if waiting is None:
        return redirect("reviews:statement", pk)
    return render(request, "reviews/attempt/detail.html", attempt_page(found, waiting))


@require_POST
@signed_in
def attempt_correct(request: HttpRequest, pk: int, seen: int) -> HttpResponse:
    """Take the author's word on how it is to be read; where it keeps the limits now, it is handed in."""
    found = get_object_or_404(Statement.objects.editable_by(request.user).for_pages(), pk=pk)
    waiting = Attempt.objects.filter(statement=found, pk=seen).first()
    if waiting is None:
        messages.info(request, GONE)
        return redirect("reviews:attempt", pk)
    form = CorrectionForm(request.POST, reading=waiting.reading)
    if not form.is_valid():
        messages.error(request, form.complaints())
        return redirect("reviews:attempt", pk)
    taken, left = "按您确认的归类，不再有不符合的地方，已经收下。", "已按您的意见重算，还有不符合要求的地方。"
    if _taken(request, found, seen=seen, parts=form.said(), taken=taken, left=left):
        return redirect("reviews:statement", pk)
    response = redirect("reviews:attempt", pk)
    response["Location"] += f"#p{form.cleaned_data['paragraph'][0]}"
    return response


@require_POST
@signed_in
def attempt_recheck(request: HttpRequest, pk: int, seen: int) -> HttpResponse:
    """Judge it by what the year asks now; where it keeps the limits, it is handed in."""
    found = get_object_or_404(Statement.objects.editable_by(request.user).for_pages(), pk=pk)
    taken, left = "按现在的要求，已经收下。", "已按现在的要求重算，还有不符合的地方。"
    if _taken(request, found, seen=seen, parts={}, taken=taken, left=left):
        return redirect("reviews:statement", pk)
    return redirect("reviews:attempt", pk)


def _taken(
    request: HttpRequest, found: Statement, *, seen: int, parts: Mapping[int, Part | None], taken: str, left: str
) -> bool:
    """Judge what waits anew, and say what came of it: whether it was ``taken``, or a limit is ``left`` broken."""
    try:
        report = correct_attempt(found, person=request.user, seen=seen, parts=parts)
    except (Overtaken, FileMissing) as problem:
        messages.error(request, str(problem))
    except HandInClosed as closed:
        messages.error(request, closed_text(found, closed.why))
    else:
        messages.success(request, left if report is None else f"{taken}{thanks(report)}")
        return report is not None
    return False


@require_POST
@signed_in
def attempt_drop(request: HttpRequest, pk: int, seen: int) -> HttpResponse:
    """Delete what was not taken and stood on the page; another file that came meanwhile stays."""
    found = get_object_or_404(Statement.objects.editable_by(request.user), pk=pk)
    if let_go(found, person=request.user, seen=seen):
        messages.success(request, "没有收下的那份文件已经删去。")
    else:
        messages.info(request, GONE)
    return redirect("reviews:statement", pk)
