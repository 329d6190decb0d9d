"""越权检查: the security administrator has all rights and accounts looked over, and works through what was found."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.models import Organization, RightsCheck
from accounts.pages.people.rights_check import rights_check_page
from accounts.policies import signed_in
from accounts.services.house.job import start_job
from accounts.services.house.stored_file import read_file
from accounts.services.people.rights_check import CHECK
from accounts.tasks.house.job import enqueue


@require_safe
@signed_in
def rights_check(request: HttpRequest) -> HttpResponse:
    """Show what the last check found, and how far one is that goes on."""
    get_object_or_404(Organization.objects.secured_by(request.user))
    return render(request, "accounts/rights/check.html", rights_check_page(request.user))


@require_POST
@signed_in
def rights_check_run(request: HttpRequest) -> HttpResponse:
    """Look over everything."""
    top = get_object_or_404(Organization.objects.secured_by(request.user))
    enqueue(start_job(request.user, kind=CHECK, subject=top.pk, title="越权检查"))
    return redirect("accounts:rights_check")


@require_safe
@signed_in
def rights_check_file(request: HttpRequest) -> FileResponse:
    """Hand over everybody whom the last check found."""
    checks = RightsCheck.objects.visible_to(request.user).select_related("file").order_by("-pk")
    check = get_object_or_404(checks[:1])
    return download(read_file(check.file), f"越权检查（{timezone.localdate(check.checked_at):%Y-%m-%d}）.xlsx")
