"""系统状态: how the installation is, for the system administrator alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Organization
from accounts.pages.house.system import system_page
from accounts.policies import signed_in


@require_safe
@signed_in
def system(request: HttpRequest) -> HttpResponse:
    """Show figures and settings."""
    get_object_or_404(Organization.objects.administered_by(request.user))
    return render(request, "accounts/system.html", system_page())
