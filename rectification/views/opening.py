"""Opening what the feedback asks for: a click; the night does what nobody clicks for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.policies import signed_in
from rectification.pages.opening import opened_words
from rectification.services.opening import open_after_feedback
from reviews.models import Round


@require_POST
@signed_in
def round_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the ledgers of those whose feedback is open, and list the talks, as organizer or as superior."""
    found = get_object_or_404(Round.objects.run_by(request.user).latest_first(), pk=pk)
    opened = open_after_feedback(found, person=request.user, now=timezone.now())
    messages.success(request, opened_words(opened))
    return redirect("rectification:supervision", found.organization_id, found.cycle.year)
