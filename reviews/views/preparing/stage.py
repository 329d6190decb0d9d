"""Moving a round to its next stage, or one step back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.policies import signed_in
from reviews.forms.preparing.stage import StageForm
from reviews.models import Round
from reviews.pages.preparing.round import board_page
from reviews.services.preparing.stage import Moved, NoSuchMove, NotReady, advance


@require_POST
@signed_in
def round_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a round from where the page showed it; what is missing is listed, and the reason stays in its box."""
    found = get_object_or_404(Round.objects.organized_by(request.user).for_plan(), pk=pk)
    form = StageForm(request.POST)
    if not form.is_valid():
        return _again(request, found, form, status=422)
    fresh_stage, found.stage = found.stage, form.cleaned_data["stage"]
    try:
        change = advance(found, to=form.cleaned_data["to"], person=request.user, reason=form.cleaned_data["reason"])
    except (NotReady, NoSuchMove) as refused:
        form.add_error("reason", str(refused))
        return _again(request, found, form, status=422)
    except Moved as moved:
        found.stage = fresh_stage
        form.add_error(None, str(moved))
        return _again(request, found, form, status=409)
    messages.success(request, f"本轮已转到“{change.get_to_stage_display()}”。")
    return redirect("reviews:round", pk)


def _again(request: HttpRequest, found: Round, form: StageForm, *, status: int) -> HttpResponse:
    context = board_page(request.user, found, request.GET, stage_form=form)
    return render(request, "reviews/round/board.html", context, status=status)
