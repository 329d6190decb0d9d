"""The home page: my matters."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models.people.reach import administers_all, audits_all, secures_all
from accounts.pages.duty.reminder import told_lines
from accounts.policies import signed_in
from accounts.rules.house.panel import Place
from accounts.services.duty.matter import own_matters
from accounts.services.entry.support import is_openable
from accounts.services.house.panel import panels_for

STATIONS = (("audit", audits_all), ("rights", secures_all), ("accounts", administers_all))


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what the person has to do, the most urgent first."""
    today = timezone.localdate()
    matters = own_matters(request.user, today)
    if looking := getattr(request, "support", None):  # nothing that leads to a closed page, and nothing gathered beside
        matters = [matter for matter in matters if is_openable(resolve(urlsplit(matter.url).path).view_name)]
    panels = dict.fromkeys(Place, ()) if looking else panels_for(request.user, today)
    context = {
        "today": today,
        "matters": matters,
        "told": told_lines(matters, now=timezone.now()),
        "main_panels": panels[Place.MAIN],
        "panels": panels[Place.ASIDE],
        "station": next((name for name, has in STATIONS if has(request.user)), ""),
    }
    return render(request, "accounts/home.html", context)
