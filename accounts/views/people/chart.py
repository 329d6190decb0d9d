"""组织图: to look at, to print, to take along as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.models import Organization
from accounts.pages.people.chart import chart_page
from accounts.policies import signed_in


@require_safe
@signed_in
def organization_chart(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw what stands below an organization."""
    found = get_object_or_404(Organization.objects.visible_to(request.user).select_related("parent"), pk=pk)
    return render(request, "accounts/organization/chart.html", chart_page(found, request.GET))


@require_safe
@signed_in
def organization_chart_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the drawing over as one .svg file, without addresses in it."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    drawing = render_to_string("accounts/organization/chart.svg", chart_page(found, request.GET))
    return download(drawing.encode(), f"{found.known_as}组织图.svg")
