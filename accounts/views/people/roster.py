"""名册: template, export, upload, preview, confirmation."""

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.documents.house.workbook import FileRefused
from accounts.downloads import download
from accounts.forms.people.roster import ConfirmForm, RosterForm
from accounts.models import Organization, Roster
from accounts.pages.people.roster import roster_page, upload_page
from accounts.policies import signed_in
from accounts.services.house.job import start_job
from accounts.services.house.stored_file import read_file
from accounts.services.people.roster import (
    RosterRefused,
    confirm_roster,
    latest_job,
    preview_roster,
    roster_template,
)
from accounts.services.people.roster_export import EXPORT, export_roster, roster_name
from accounts.services.people.roster_known import is_large
from accounts.tasks.house.job import enqueue

UPLOAD = "accounts/roster/upload.html"


@require_safe
@signed_in
def roster_template_file(request: HttpRequest) -> FileResponse:
    """Hand over the empty form."""
    return download(roster_template(request.user), "党组织和人员名册（模板）.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def roster_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand over what stands below an organization, in the form that can be uploaded again; a large area as a job."""
    found = get_object_or_404(Organization.objects.rooted_by(request.user), pk=pk)
    if request.method == "POST":
        job = start_job(request.user, kind=EXPORT, subject=found.pk, title=f"导出{found.known_as}的名册")
        enqueue(job)
        return redirect("accounts:job", job.pk)
    if is_large(found):
        return redirect("accounts:roster_upload", found.pk)
    return download(export_roster(found, actor=request.user), roster_name(found))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def roster_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a roster for what stands below an organization; nothing is written before it is confirmed."""
    found = get_object_or_404(Organization.objects.rooted_by(request.user), pk=pk)
    if request.method != "POST":
        return render(request, UPLOAD, upload_page(request.user, found, form=RosterForm()))
    form = RosterForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            roster = preview_roster(found, person=request.user, data=file.read(), filename=file.name)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            return _onward(roster)
    status = 413 if form.has_error("file", "too_large") else 422
    return render(request, UPLOAD, upload_page(request.user, found, form=form), status=status)


@require_safe
@signed_in
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a roster would change, or has changed."""
    found = get_object_or_404(Roster.objects.visible_to(request.user).select_related("organization"), pk=pk)
    return render(request, "accounts/roster/detail.html", roster_page(found))


@require_safe
@signed_in
def roster_listing(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the preview row by row, where it is longer than its page."""
    found = get_object_or_404(Roster.objects.visible_to(request.user).listed().select_related("listing"), pk=pk)
    return download(read_file(found.listing), f"{PurePath(found.filename).stem}（核对结果）.xlsx")


@require_POST
@signed_in
def roster_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write exactly what was shown."""
    found = get_object_or_404(Roster.objects.editable_by(request.user).select_related("organization"), pk=pk)
    form = ConfirmForm(request.POST, asking=found.report.get("asking", 0))
    if not form.is_valid():
        return render(request, "accounts/roster/detail.html", roster_page(found, form=form), status=422)
    if request.POST.get("fingerprint") != found.fingerprint:
        messages.error(request, "这一页打开之后又重新核对过，没有写入。请看过下面的结果再确认。")
        return redirect("accounts:roster", pk)
    try:
        return _onward(confirm_roster(found, person=request.user))
    except RosterRefused as refused:
        messages.error(request, str(refused))
    return redirect("accounts:roster", pk)


def _onward(found: Roster) -> HttpResponse:
    """Wake whoever does the long work, and go to the roster."""
    job = latest_job(found)
    if job and not job.is_over:
        enqueue(job)
    return redirect("accounts:roster", found.pk)
