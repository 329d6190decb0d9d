"""密码条: what a job of initial passwords has sealed, for the browser that asked for it."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.documents.people.slips import slips_book
from accounts.downloads import download
from accounts.models import Job, Organization
from accounts.pages.people.slips import slips_page
from accounts.policies import signed_in
from accounts.services.people.slips import ISSUE, KEPT, SlipsGone, destroy_slips, open_slips, start_issuing
from accounts.tasks.house.job import enqueue

COOKIE = "slips_key"


@require_safe
@signed_in
def slips(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Show the slips to print, some hundred on a page, or all of them as an .xlsx."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("file"), pk=pk, kind=ISSUE)
    try:
        rows = open_slips(job, key=request.COOKIES.get(_cookie(), ""), now=timezone.now())
    except SlipsGone as gone:
        return render(request, "accounts/slips/gone.html", {"job": job, "why": str(gone)}, status=409)
    if request.GET.get("form") == "xlsx":
        return download(slips_book(rows), f"{job.title}.xlsx")
    return render(request, "accounts/slips/detail.html", slips_page(job, rows, request.GET.get("from", "")))


@require_POST
@signed_in
def slips_destroy(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the slips away once they are printed."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk, kind=ISSUE)
    destroy_slips(job)
    messages.success(request, "密码条已经销毁，系统里再也看不到这些密码。")
    response = redirect("accounts:organization", job.subject)
    response.delete_cookie(_cookie(), samesite="Strict")
    return response


def issue_by_job(request: HttpRequest, organization: Organization, *, again: bool) -> HttpResponse:
    """Start the job and give the key to the browser that asked."""
    job, key = start_issuing(organization, person=request.user, again=again)
    enqueue(job)
    response = redirect("accounts:job", job.pk)
    if key:
        response.set_cookie(
            _cookie(), key, max_age=KEPT * 2, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def _cookie() -> str:
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE
