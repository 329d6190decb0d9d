"""Which reports of a round have sentences alike: for its organizer, after the deadline."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.policies import signed_in
from reviews.models import Round
from reviews.pages.collecting.similarity import pair_page, similarity_page


@require_safe
@signed_in
def similarity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the pairs of reports with sentences alike."""
    found = get_object_or_404(Round.objects.organized_by(request.user).latest_first(), pk=pk)
    return render(request, "reviews/similarity/list.html", similarity_page(request.user, found))


@require_safe
@signed_in
def similarity_pair(request: HttpRequest, pk: int, report: int, other: int) -> HttpResponse:
    """Show the sentences of two reports beside each other."""
    found = get_object_or_404(Round.objects.organized_by(request.user).latest_first(), pk=pk)
    return render(request, "reviews/similarity/pair.html", pair_page(request.user, found, (report, other)))
