"""密码条: what a job of initial passwords has sealed, for the browser that asked for it."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.documents.people.slips import slips_book, slips_paper
from accounts.downloads import download
from accounts.models import Job, Organization, Person
from accounts.pages.people.slips import again_page, back_to, person_again_page, slips_page
from accounts.policies import signed_in
from accounts.services.entry.password import PasswordRefused, good_until
from accounts.services.house.job import run_job
from accounts.services.people.person import waiting_for_password
from accounts.services.people.slips import (
    ISSUE,
    ISSUE_ONE,
    KEPT,
    MOST_AT_ONCE,
    SlipOut,
    SlipsGone,
    destroy_slips,
    issue_one,
    open_slips,
    opens_with,
    start_issuing,
)
from accounts.tasks.house.job import enqueue

KINDS = (ISSUE, ISSUE_ONE)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def passwords(request: HttpRequest, pk: int) -> HttpResponse:
    """Give everybody below an organization who has none an initial password, or ``again`` to who has not used theirs.

    Before that is done again, the page says what it makes worthless.
    """
    found = get_object_or_404(Organization.objects.rooted_by(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/slips/again.html", again_page(request.user, found))
    key, again = request.POST.get("slips_key", ""), request.POST.get("again") == "1"
    try:
        job = start_issuing(found, person=request.user, again=again, key=key)
    except SlipsGone as gone:
        messages.error(request, str(gone))
        return redirect("accounts:organization", pk)
    if job is None:
        messages.info(request, "这里的人都有密码了，没有要发的。要重新发给某一个人，请打开他的页面。")
        return redirect("accounts:organization", pk)
    return _with_key(redirect(_done(job, found)), job, key)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one person an initial password; whoever has been given one already, once it is said what that ends."""
    found = get_object_or_404(Person.objects.editable_by(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/slips/again.html", person_again_page(found))
    key, again = request.POST.get("slips_key", ""), request.POST.get("again") == "1"
    try:
        job = issue_one(found, actor=request.user, again=again, key=key)
    except SlipOut:
        return redirect("accounts:person_password", pk)
    except (PasswordRefused, SlipsGone) as refused:
        messages.error(request, str(refused))
        return redirect("accounts:person", pk)
    return _with_key(redirect("accounts:slips", job.pk), job, key)


def _with_key(response: HttpResponse, job: Job, key: str) -> HttpResponse:
    """Leave the browser what opens the slips of ``job``, where they are sealed for it."""
    if opens_with(job, key):
        kept = {"httponly": True, "samesite": "Strict", "secure": settings.SESSION_COOKIE_SECURE}
        response.set_cookie(_cookie(job.pk), key, max_age=KEPT * 2, **kept)
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
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("file"), pk=pk, kind__in=KINDS)
    try:
        rows = open_slips(job, key=request.COOKIES.get(_cookie(job.pk), ""), now=timezone.now())
    except SlipsGone as gone:
        context = {"is_one": job.kind == ISSUE_ONE, "why": str(gone), "back": back_to(job)}
        return render(request, "accounts/slips/gone.html", context, status=409)
    until, address = good_until(job.finished_at), request.build_absolute_uri("/")
    page = slips_page(job, rows, request.GET.get("from", ""), address=address)
    match request.GET.get("form"):
        case "xlsx":
            return download(slips_book(rows, until=until, address=address), f"{job.title}.xlsx")
        case "docx":  # a page: Word's tables are slow to write, and three hundred slips are enough to cut at once
            shown = rows[page["first"] - 1 : page["last"]]
            return download(slips_paper(shown, title="初始密码条", until=until, address=address), f"{job.title}.docx")
    return render(request, "accounts/slips/detail.html", page)


@require_POST
@signed_in
def slips_destroy(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the slips away once they are printed."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk, kind__in=KINDS)
    destroy_slips(job, actor=request.user)
    messages.success(request, "密码条已经销毁，系统里再也看不到这些密码。")
    response = redirect(back_to(job))
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
