"""A round's meetings: planned, drawn, led from the recorder's desk, and noted."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.policies import is_supporting, signed_in
from reviews.forms.hearing.meeting import DrawForm, PlanForm, SmallMeetingForm, StepForm, first_plan, known_plan
from reviews.models import Meeting, Round, Statement
from reviews.pages.hearing.comment import superior_name
from reviews.pages.hearing.meeting import desk_page, meeting_page, meetings_page, token
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.comment import Words, save_comment
from reviews.services.hearing.meeting import NotNow, change_plan, draw_order, note_small_meeting, plan_meeting
from reviews.services.hearing.speech import take_step

DIGITS = 9  # of a beat


@require_safe
@signed_in
def meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the meetings of a round."""
    found = get_object_or_404(Round.objects.visible_to(request.user).latest_first(), pk=pk)
    return render(
        request, "reviews/meeting/list.html", meetings_page(request.user, found, supported=is_supporting(request))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def meeting_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting of a round; what cannot be taken stays in the form."""
    found = get_object_or_404(Round.objects.run_by(request.user).latest_first(), pk=pk)
    statements = list(found.statements.reporting().filter(speech__isnull=True).for_pages().in_order())
    given = {"data": request.POST} if request.method == "POST" else {}
    form = PlanForm(**given, initial=first_plan(found, superior_name(found), statements), statements=statements)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_meeting(found, plan=form.plan(), person=request.user)
        except (NotNow, Overtaken) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "会议已安排，述职人会在待办里看到时间和地点。")
            return redirect("reviews:meeting", made.pk)
    context = {"round": found, "form": form, "one": statements[0] if len(statements) == 1 else None}
    return render(request, "reviews/meeting/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def small_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a meeting of one speaker that is over: one form, no draw and no hall."""
    found = get_object_or_404(Statement.objects.heard_by(request.user).reporting().for_pages(), pk=pk)
    chair = superior_name(found.round)
    given = {"data": request.POST} if request.method == "POST" else {}
    initial = {"at": timezone.localtime().replace(second=0), "chair": chair, "spoken_by": chair}
    form = SmallMeetingForm(**given, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _note(found, form, request)
        except (NotNow, Overtaken) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "会议和点评都已记下。")
            return redirect("reviews:meetings", found.round_id)
    context = {"statement": found, "round": found.round, "form": form}
    return render(request, "reviews/meeting/small.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _note(found: Statement, form: SmallMeetingForm, request: HttpRequest) -> None:
    note_small_meeting(found, plan=form.plan(found), person=request.user)
    words = Words(form.cleaned_data["spoken_by"], form.cleaned_data["text"])
    save_comment(found, words=words, version=0, person=request.user, now=timezone.now())


@require_safe
@signed_in
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show when, where and who."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user).for_pages(), pk=pk)
    return render(
        request, "reviews/meeting/detail.html", meeting_page(request.user, found, supported=is_supporting(request))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan."""
    found = get_object_or_404(_mine(request), pk=pk)
    free = Q(speech__isnull=True) | Q(speech__meeting=found)
    statements = list(found.round.statements.reporting().filter(free).for_pages().in_order())
    given = {"data": request.POST} if request.method == "POST" else {}
    form = PlanForm(**given, initial=known_plan(found), statements=statements)
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(found, plan=form.plan(), beat=_beat(request), person=request.user)
        except (NotNow, Overtaken) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "会议安排已改。")
            return redirect("reviews:meeting", pk)
    context = {"round": found.round, "meeting": found, "form": form}
    return render(request, "reviews/meeting/plan.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def meeting_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the order."""
    found = get_object_or_404(_mine(request), pk=pk)
    form = DrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        drawn = draw_order(found, beat=_beat(request), person=request.user, now=timezone.now(), reason=reason)
    except (NotNow, Overtaken) as no:
        messages.error(request, str(no))
    else:
        messages.success(request, f"顺序已抽定，种子 {drawn.seed}。")
    return redirect("reviews:meeting", pk)


@require_safe
@signed_in
def desk(request: HttpRequest, pk: int, speech: int | None = None) -> HttpResponse:
    """Show the recorder's desk, the comment box on one turn."""
    found = get_object_or_404(_mine(request), pk=pk)
    return render(request, "reviews/meeting/desk.html", desk_page(request.user, found, at=speech))


@require_POST
@signed_in
def meeting_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one step in the hall; a second click, an old page and the back button change nothing."""
    found = get_object_or_404(_mine(request), pk=pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, "这一下没有看懂。请在更新后的页面上再点一次。")
        return redirect("reviews:desk", pk)
    step = form.cleaned_data
    try:
        take_step(
            found, act=step["act"], beat=step["beat"], speech_id=step["speech"], person=request.user, now=timezone.now()
        )
    except NotNow as no:
        messages.error(request, str(no))
    except Overtaken as overtaken:
        messages.info(request, str(overtaken))
    return redirect("reviews:desk", pk)


@require_safe
@signed_in
def meeting_token(request: HttpRequest, pk: int) -> JsonResponse:
    """Say whether anything has happened in the hall."""
    found = get_object_or_404(Meeting.objects.editable_by(request.user).only("beat"), pk=pk)
    return JsonResponse(token(found))


def _mine(request: HttpRequest) -> Any:
    return Meeting.objects.editable_by(request.user).for_pages()


def _beat(request: HttpRequest) -> int:
    text = request.POST.get("beat", "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else -1
