"""Evaluating one secretary: the four evidences, the opinion, the proposed grade."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.policies import signed_in
from reviews.forms.concluding.evaluation import EvaluationForm
from reviews.models import Evaluation, Statement
from reviews.pages.concluding.evaluation import evaluation_page
from reviews.services.collecting.report import Overtaken
from reviews.services.concluding.evaluation import save_evaluation
from reviews.services.hearing.meeting import NotNow


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the evaluation of one secretary, and keep what is written; typed text stays in its box whatever happens."""
    found = get_object_or_404(Statement.objects.evaluated_by(request.user).for_pages().with_tallies(), pk=pk)
    form = None
    if request.method == "POST":
        form = EvaluationForm(request.POST, names=found.round.cycle.grade_names)
        if form.is_valid() and (saved := _save(found, form, request)):
            messages.success(request, _thanks(saved))
            return redirect("reviews:evaluation", pk)
    context = evaluation_page(request.user, found, form=form, history="history" in request.GET)
    return render(request, "reviews/evaluation/detail.html", context, status=422 if form else 200)


def _save(found: Statement, form: EvaluationForm, request: HttpRequest) -> Evaluation | None:
    version = form.cleaned_data["version"]
    try:
        return save_evaluation(found, writing=form.writing(), version=version, person=request.user, now=timezone.now())
    except (NotNow, Overtaken) as no:
        form.add_error(None, str(no))
        return None


def _thanks(saved: Evaluation) -> str:
    """Say what is there now and what is still to come."""
    lacking = "" if saved.is_complete else f"：{'、'.join(saved.lacks)}"
    return "已保存，这一位拟全了。" if saved.is_complete else f"已保存。还没有拟全{lacking}。"
