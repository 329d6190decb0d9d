"""The report upward: written by the organizer, read by those above, taken along as an official paper."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.concluding.round_report import report_addressee, round_report_paper
from reviews.documents.name import UNSAFE
from reviews.forms.concluding.round_report import RoundReportForm
from reviews.models import Round, RoundReport
from reviews.pages.concluding.round_report import round_report_page
from reviews.services.concluding.round_report import RoundReportClosed, RoundReportOvertaken, file_round_report

LOADED = ("cycle", "organization__parent")


@require_safe
@signed_in
def round_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report of a round, or to its organizer the draft."""
    found = get_object_or_404(Round.objects.visible_to(request.user).select_related(*LOADED), pk=pk)
    return render(request, "reviews/round_report/detail.html", round_report_page(request.user, found))


@require_POST
@signed_in
def round_report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """File the report; a text that cannot be taken stays in its box."""
    found = get_object_or_404(Round.objects.organized_by(request.user).select_related(*LOADED), pk=pk)
    form = RoundReportForm(request.POST)
    if not form.is_valid():
        return _again(request, found, form, status=422)
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    try:
        file_round_report(found, person=request.user, text=text, seen=seen, now=timezone.now())
    except (RoundReportOvertaken, RoundReportClosed) as refused:
        form.add_error(None, str(refused))
        form.data = form.data.copy()
        form.data["seen"] = RoundReport.objects.filter(round=found).values_list("number", flat=True).first() or 0
        return _again(request, found, form, status=409)
    messages.success(request, f"已报{report_addressee(found)}。上一级研究确定之前，还可以改了再报。")
    return redirect("reviews:round_report", pk)


@require_safe
@signed_in
def round_report_document(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over what was filed, as an official paper."""
    reports = RoundReport.objects.visible_to(request.user).select_related("round__cycle", "round__organization__parent")
    report = get_object_or_404(reports, round=pk)
    name = f"{report.round.organization_short}{report.round.cycle.year}年度述职评议考核情况报告.docx"
    return download(round_report_paper(report), UNSAFE.sub("_", name))


def _again(request: HttpRequest, found: Round, form: RoundReportForm, *, status: int) -> HttpResponse:
    context = round_report_page(request.user, found, form=form)
    return render(request, "reviews/round_report/detail.html", context, status=status)
