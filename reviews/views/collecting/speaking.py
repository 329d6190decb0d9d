"""What a secretary speaks in the meeting: chosen from the own report, taken along, practised."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.collecting.speaking import speaking_docx
from reviews.documents.name import report_filename
from reviews.forms.collecting.speaking import SpeakingForm
from reviews.models import Statement
from reviews.pages.collecting.speaking import practice_page, speaking_page
from reviews.rules.collecting.speaking import Budget
from reviews.services.collecting.report import Overtaken
from reviews.services.collecting.speaking import latest_version, save_speaking


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def speaking(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the paragraphs to tick; keep the choice."""
    statement = _own(request, pk)
    report = statement.current_report
    if report is None:
        messages.info(request, "交了述职报告以后，才能从里面选要讲的段落。")
        return redirect("reviews:statement", pk)
    if request.method != "POST":
        return render(request, "reviews/speaking/edit.html", speaking_page(statement, report))
    form = SpeakingForm(request.POST, shown=report)
    if form.is_valid() and _save(request, statement, form):
        return redirect("reviews:speaking", pk)
    return render(request, "reviews/speaking/edit.html", speaking_page(statement, report, form=form), status=422)


def _save(request: HttpRequest, statement: Statement, form: SpeakingForm) -> bool:
    given, limits = form.cleaned_data, statement.round.cycle.limits
    try:
        saved = save_speaking(statement, person=request.user, now=timezone.now(), **given)
    except Overtaken as overtaken:
        form.add_error(None, str(overtaken))
        return False
    over = Budget(saved.words, limits.speech_minutes, limits.speech_rate).over
    told = f"，{limits.speech_minutes} 分钟还念不完，多 {over} 字" if over else f"，{limits.speech_minutes} 分钟念得完"
    messages.success(request, f"口述稿已存，{saved.words} 字{told}。")
    return True


@require_safe
@signed_in
def speaking_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """Hand over the saved version as a .docx."""
    statement = _own(request, pk)
    report = statement.current_report
    saved = latest_version(report) if report else None
    if report is None or saved is None:
        return _not_yet(request, pk)
    return download(speaking_docx(statement, report, saved), report_filename(report, statement, note=" 口述稿"))


@require_safe
@signed_in
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the saved version large, with a clock."""
    statement = _own(request, pk)
    report = statement.current_report
    saved = latest_version(report) if report else None
    if report is None or saved is None:
        return _not_yet(request, pk)
    return render(request, "reviews/speaking/practice.html", practice_page(statement, report, saved))


def _own(request: HttpRequest, pk: int) -> Statement:
    return get_object_or_404(Statement.objects.editable_by(request.user).for_pages(), pk=pk)


def _not_yet(request: HttpRequest, pk: int) -> HttpResponse:
    messages.info(request, "先把要讲的段落勾好、存下，再下载或练习。")
    return redirect("reviews:speaking", pk)
