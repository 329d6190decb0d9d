"""审计: the trail for the auditor alone, taken along as a table, and checked against its seals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organization
from accounts.pages.trail.audit import asked_in, audit_page
from accounts.policies import signed_in
from accounts.services.house.job import start_job
from accounts.services.trail.trail import EXPORT
from accounts.services.trail.verification import VERIFY
from accounts.tasks.house.job import enqueue


@require_safe
@signed_in
def audit(request: HttpRequest) -> HttpResponse:
    """Show the trail, the latest first."""
    get_object_or_404(Organization.objects.audited_by(request.user))
    return render(request, "accounts/audit/list.html", audit_page(request.user, request.GET))


@require_POST
@signed_in
def audit_export(request: HttpRequest) -> HttpResponse:
    """Take along what is looked for."""
    top = get_object_or_404(Organization.objects.audited_by(request.user))
    asked = asked_in(request.POST).to_json()
    job = start_job(request.user, kind=EXPORT, subject=top.pk, title="导出审计记录", asked=asked)
    enqueue(job)
    return redirect("accounts:job", job.pk)


@require_POST
@signed_in
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Check the whole trail."""
    top = get_object_or_404(Organization.objects.audited_by(request.user))
    job = start_job(request.user, kind=VERIFY, subject=top.pk, title="核对审计记录")
    enqueue(job)
    return redirect("accounts:job", job.pk)
