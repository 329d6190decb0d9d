"""密码条: what a job of initial passwords has sealed, for the browser that asked for it."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.documents.people.slips import slips_book, slips_paper
from accounts.downloads import download
from accounts.models import Job, Organization
from accounts.pages.people.slips import slips_page
from accounts.policies import signed_in
from accounts.services.house.job import run_job
from accounts.services.people.person import good_until, waiting_for_password
from accounts.services.people.slips import (
    ISSUE,
    KEPT,
    MOST_AT_ONCE,
    SlipsGone,
    destroy_slips,
    open_slips,
    opens_with,
    start_issuing,
)
from accounts.tasks.house.job import enqueue


@sensitive_post_parameters()
@require_POST
@signed_in
def passwords(request: HttpRequest, pk: int) -> HttpResponse:
    """Give everybody below an organization who has none an initial password, or ``again`` to who has not used theirs."""
    found = get_object_or_404(Organization.objects.rooted_by(request.user), pk=pk)
    key, again = request.POST.get("slips_key", ""), request.POST.get("again") == "1"
    try:
        job = start_issuing(found, person=request.user, again=again, key=key)
    except SlipsGone as gone:
        messages.error(request, str(gone))
        return redirect("accounts:organization", pk)
    if job is None:
        messages.info(request, "这里的人都有密码了，没有要发的。要重新发给某一个人，请打开他的页面。")
        return redirect("accounts:organization", pk)
    response = redirect(_done(job, found))
    if opens_with(job, key):
        response.set_cookie(
            _cookie(job.pk),
            key,
            max_age=KEPT * 2,
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _done(job: Job, organization: Organization) -> str:
    """See to it that the work is done, at once where it is little; return where the slips or the progress are."""
    again = bool(job.asked["again"])
    if job.state == Job.State.QUEUED:
        waiting = waiting_for_password(organization, actor=job.started_by, today=timezone.localdate(), again=again)
        if waiting.count() > MOST_AT_ONCE:
            enqueue(job)
        else:
            run_job(job.pk)
    is_done = Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists()
    return reverse("accounts:slips" if is_done else "accounts:job", args=[job.pk])


@require_safe
@signed_in
def slips(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Show the slips to print, some hundred on a page; all of them as an .xlsx, or the page as a .docx."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("file"), pk=pk, kind=ISSUE)
    try:
        rows = open_slips(job, key=request.COOKIES.get(_cookie(job.pk), ""), now=timezone.now())
    except SlipsGone as gone:
        return render(request, "accounts/slips/gone.html", {"job": job, "why": str(gone)}, status=409)
    until, page = good_until(job.finished_at), slips_page(job, rows, request.GET.get("from", ""))
    match request.GET.get("form"):
        case "xlsx":
            return download(slips_book(rows, until=until), f"{job.title}.xlsx")
        case "docx":  # a page: Word's tables are slow to write, and three hundred slips are enough to cut at once
            shown = rows[page["first"] - 1 : page["last"]]
            return download(slips_paper(shown, title="初始密码条", until=until), f"{job.title}.docx")
    return render(request, "accounts/slips/detail.html", page)


@require_POST
@signed_in
def slips_destroy(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the slips away once they are printed."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk, kind=ISSUE)
    destroy_slips(job)
    messages.success(request, "密码条已经销毁，系统里再也看不到这些密码。")
    response = redirect("accounts:organization", job.subject)
    response.delete_cookie(_cookie(job.pk), samesite="Strict")
    return response


def slips_opened_by(request: HttpRequest) -> set[int]:
    """Return the jobs for whose slips this browser holds a key."""
    stem = _cookie("")
    held = [name.removeprefix(stem) for name in request.COOKIES if name.startswith(stem)]
    return {int(number) for number in held if number.isascii() and number.isdigit()}


def _cookie(job: int | str) -> str:
    """Return the name of the cookie that opens a job: another batch within the hour does not lock the first."""
    name = f"slips_key_{job}"
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name
