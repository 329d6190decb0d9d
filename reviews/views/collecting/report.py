"""One version of a report: its file, its reading, and what the organizer decides."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.models import Person
from accounts.policies import signed_in
from accounts.services.house.stored_file import FileMissing
from reviews.documents.collecting.package import Unreadable
from reviews.documents.name import report_filename
from reviews.forms.collecting.report import CorrectionForm, ReturnForm
from reviews.models import Report, Statement
from reviews.pages.collecting.statement import statement_page
from reviews.rules.collecting.script import still_asks
from reviews.services.collecting.acceptance import accept_report, reopen_report, return_report
from reviews.services.collecting.copy import copy_for, marked_copy_for
from reviews.services.collecting.correction import correct_reading
from reviews.services.collecting.report import Overtaken


@require_safe
@signed_in
def report_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """Hand over the file: to its author as it was uploaded, to others without what leads out of it."""
    return _copy(request, Report.objects.visible_to(request.user), pk, copy_for)


@require_safe
@signed_in
def report_marked(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """Hand over the file with the check's findings as comments."""
    return _copy(request, Report.objects.worked_on_by(request.user), pk, marked_copy_for, note=" 带批注")


@require_POST
@signed_in
def report_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the version that was on the page."""
    report = get_object_or_404(_organized(request), pk=pk)
    try:
        accept_report(_as_seen(report, request), person=request.user, now=timezone.now())
    except Overtaken as overtaken:
        messages.error(request, str(overtaken))
    else:
        messages.success(request, f"已接收{report.statement.person.name}同志的第 {report.number} 稿。")
    return redirect("reviews:statement", report.statement_id)


@require_POST
@signed_in
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the version that was on the page; a reason that cannot be taken stays in its box."""
    report = get_object_or_404(_organized(request), pk=pk)
    statement = get_object_or_404(Statement.objects.for_pages(), pk=report.statement_id)
    form = ReturnForm(request.POST, due=statement.round.report_due)
    if not form.is_valid():
        return _again(request, statement, form, status=422)
    reason, resubmit_by = form.cleaned_data["reason"], form.cleaned_data["resubmit_on"]
    try:
        return_report(
            _as_seen(report, request),
            person=request.user,
            reason=reason,
            resubmit_by=resubmit_by,
            now=timezone.now(),
        )
    except Overtaken as overtaken:
        form.add_error(None, str(overtaken))
        statement = get_object_or_404(Statement.objects.for_pages(), pk=report.statement_id)
        return _again(request, statement, form, status=409)
    messages.success(request, f"已退回，{report.statement.person.name}同志会在待办里看到原因。")
    return redirect("reviews:statement", report.statement_id)


@require_POST
@signed_in
def report_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an acceptance or a return back."""
    report = get_object_or_404(_organized(request), pk=pk)
    try:
        reopen_report(_as_seen(report, request), person=request.user)
    except Overtaken as overtaken:
        messages.error(request, str(overtaken))
    else:
        messages.success(request, f"已撤回，第 {report.number} 稿回到待审。")
    return redirect("reviews:statement", report.statement_id)


@require_POST
@signed_in
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the author's word on which part paragraphs belong to, and go on to what is still asked."""
    report = get_object_or_404(Report.objects.editable_by(request.user).select_related("file"), pk=pk)
    form = CorrectionForm(request.POST, reading=report.reading)
    if not form.is_valid():
        messages.error(request, form.complaints())
        return redirect("reviews:statement", report.statement_id)
    indexes = form.cleaned_data["paragraph"]
    was_asked = not report.reading.paragraphs[indexes[0]].sure
    corrected = report
    try:
        corrected = correct_reading(report, person=request.user, parts=form.said())
    except (Overtaken, FileMissing) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "已按您的意见重算。")
    response = redirect("reviews:statement", report.statement_id)
    response["Location"] += "#asked" if was_asked and still_asks(corrected.reading) else f"#p{indexes[0]}"
    return response


def _copy(
    request: HttpRequest, seen: QuerySet[Report], pk: int, make: Callable[[Report, Person], bytes], note: str = ""
) -> FileResponse | HttpResponse:
    report = get_object_or_404(seen.select_related("file", "statement"), pk=pk)
    statement = get_object_or_404(Statement.objects.for_pages(), pk=report.statement_id)
    try:
        data = make(report, request.user)
    except (FileMissing, Unreadable) as problem:
        messages.error(request, str(problem))
        return redirect("reviews:statement", report.statement_id)
    return download(data, report_filename(report, statement, note=note))


def _organized(request: HttpRequest) -> QuerySet[Report]:
    return Report.objects.organized_by(request.user).select_related("statement__appointment__person")


def _as_seen(report: Report, request: HttpRequest) -> Report:
    """Return ``report`` in the state that the page showed: that is what the organizer has decided upon."""
    report.state = request.POST.get("state", "")
    return report


def _again(request: HttpRequest, statement: Statement, form: ReturnForm, *, status: int) -> HttpResponse:
    context = statement_page(request.user, statement, return_form=form)
    return render(request, "reviews/statement/detail.html", context, status=status)
