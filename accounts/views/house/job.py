"""Watching long work."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.models import Job
from accounts.policies import signed_in
from accounts.services.house.job import opened_by
from accounts.services.house.stored_file import read_file


@require_safe
@signed_in
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is; the bar alone where htmx asks for it."""
    found = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    template = "accounts/job/_progress.html" if request.htmx else "accounts/job.html"
    page = opened_by(found)
    return render(request, template, {"job": found, "opens": reverse(page, args=[pk]) if page else ""})


@require_safe
@signed_in
def job_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """Hand over what the job made."""
    found = get_object_or_404(Job.objects.visible_to(request.user).exclude(file=None).select_related("file"), pk=pk)
    if opened_by(found):
        raise Http404
    return download(read_file(found.file), found.filename)
