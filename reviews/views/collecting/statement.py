"""A statement: the page where a report is handed in, read and decided on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.policies import signed_in
from reviews.forms.collecting.report import HandInForm
from reviews.models import Report, Statement
from reviews.pages.collecting.statement import closed_text, statement_page, thanks
from reviews.rules.collecting.refusal import explain
from reviews.services.collecting.report import FileRefused, HandInClosed, LimitsBroken, hand_in_report
from reviews.wordcheck import Refusal


@require_safe
@signed_in
def statements(request: HttpRequest) -> HttpResponse:
    """Show the person's own statements of all years; a single one opens at once."""
    own = list(Statement.objects.owed_or_written_by(request.user).for_pages())
    if len(own) == 1:
        return redirect("reviews:statement", own[0].pk)
    return render(request, "reviews/statement/list.html", {"statements": own})


@require_safe
@signed_in
def statement(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Show a statement with its current version, or with version ``number``."""
    found = get_object_or_404(Statement.objects.visible_to(request.user).for_pages().with_meeting(), pk=pk)
    context = statement_page(request.user, found, number=number, history="history" in request.GET)
    context["follow_ups_open"] = "follow-ups" in request.GET
    return render(request, "reviews/statement/detail.html", context)


@require_POST
@signed_in
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a new version; what is wrong with the file is said on the page, and the earlier version stays."""
    found = get_object_or_404(Statement.objects.editable_by(request.user).for_pages(), pk=pk)
    form = HandInForm(request.POST, request.FILES)
    if not form.is_valid():
        context = statement_page(request.user, found, form=form)
        status = 413 if form.has_error("file", "too_large") else 422
        return render(request, "reviews/statement/detail.html", context, status=status)
    file = form.cleaned_data["file"]
    try:
        done = hand_in_report(
            found, person=request.user, data=file.read(), filename=file.name, now=timezone.localtime()
        )
    except FileRefused as refused:
        return _refused(request, found, refused.refusal, file.name)
    except LimitsBroken:
        return redirect("reviews:attempt", pk)
    except HandInClosed as closed:
        messages.error(request, closed_text(found, closed.why))
    else:
        messages.success(request, thanks(done.report) if done.is_new else _again(done.report))
    return redirect("reviews:statement", pk)


def _refused(request: HttpRequest, found: Statement, refusal: Refusal, filename: str) -> HttpResponse:
    context = {
        "statement": found,
        "refusal": refusal,
        "explanation": explain(refusal.code, refusal.message),
        "filename": filename,
        "form": HandInForm(),
    }
    return render(request, "reviews/statement/refused.html", context, status=422)


def _again(report: Report) -> str:
    return f"这份文件和第 {report.number} 稿完全一样，没有重复保存。"
