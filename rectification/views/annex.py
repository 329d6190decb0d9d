"""The annex out and in (N5): on paper, as files, and back again."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from rectification.documents.annex import annex_docx, annex_xlsx
from rectification.documents.annex_reading import AnnexRefused
from rectification.forms.ledger import BringBackForm, ChoicesForm
from rectification.models import AnnexReturn, Ledger
from rectification.pages.ledger import annex_lines, annex_return_page, filing_day, print_page
from rectification.services.annex import annex_rows, bring_back, enter_annex
from rectification.services.item import NotAllowed, Overtaken


@require_safe
@signed_in
def annex_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the annex on A4."""
    found = get_object_or_404(Ledger.objects.visible_to(request.user).for_pages(), pk=pk)
    return render(request, "rectification/ledger/print.html", print_page(found))


@require_safe
@signed_in
def annex_docx_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the annex as a Word file."""
    found = get_object_or_404(Ledger.objects.visible_to(request.user).for_pages(), pk=pk)
    name, year = found.organization_name, found.cycle.year
    return download(annex_docx(name, year, filing_day(found), annex_lines(found)), _filename(found, ".docx"))


@require_safe
@signed_in
def annex_xlsx_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the annex as a sheet."""
    found = get_object_or_404(Ledger.objects.visible_to(request.user).for_pages(), pk=pk)
    name, year = found.organization_name, found.cycle.year
    return download(annex_xlsx(name, year, filing_day(found), annex_lines(found)), _filename(found, ".xlsx"))


def _filename(ledger: Ledger, suffix: str) -> str:
    return f"{ledger.organization_short}{ledger.cycle.year}年度整改台账{suffix}"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def annex_bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a filled annex and show what it would change; nothing is entered yet."""
    found = get_object_or_404(Ledger.objects.editable_by(request.user).for_pages(), pk=pk)
    form = BringBackForm(request.POST, request.FILES) if request.method == "POST" else BringBackForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = bring_back(found, person=request.user, data=file.read(), filename=file.name, now=timezone.now())
        except AnnexRefused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("rectification:annex_return", brought.pk)
    context = {"ledger": found, "form": form}
    return render(request, "rectification/ledger/bring_back.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def annex_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the differences row by row; a POST enters exactly these."""
    own = AnnexReturn.objects.editable_by(request.user)
    found = get_object_or_404(own.select_related("ledger__organization__parent", "ledger__cycle", "file"), pk=pk)
    form, problem, status = None, "", 200
    if request.method == "POST":
        form = ChoicesForm(request.POST, places=[row.place for row in annex_rows(found)[0]])
        try:
            counts = enter_annex(found, person=request.user, choices=form.choices, now=timezone.now())
        except (Overtaken, NotAllowed) as refused:
            problem, status = str(refused), 409
        else:
            told = f"新列 {counts['new']} 件，改了 {counts['changed']} 件，申报完成 {counts['claimed']} 件"
            messages.success(request, f"已录入：{told}。")
            return redirect("rectification:ledger", found.ledger_id)
    context = annex_return_page(found, form, problem)
    return render(request, "rectification/ledger/annex_return.html", context, status=status)
