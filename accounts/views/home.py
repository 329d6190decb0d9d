"""The home page: my matters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models.reach import audits_all
from accounts.pages.reminder import told_lines
from accounts.policies import signed_in
from accounts.rules.panel import Place
from accounts.services.matter import own_matters
from accounts.services.panel import panels_for


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what the person has to do, the most urgent first."""
    today = timezone.localdate()
    panels = panels_for(request.user, today)
    matters = own_matters(request.user, today)
    context = {
        "today": today,
        "matters": matters,
        "told": told_lines(matters, now=timezone.now()),
        "main_panels": panels[Place.MAIN],
        "panels": panels[Place.ASIDE],
        "audits": audits_all(request.user),
    }
    return render(request, "accounts/home.html", context)
