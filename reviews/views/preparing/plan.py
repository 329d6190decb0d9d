"""The plan of a round: its dates, its approval, and who reports how."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.policies import signed_in
from reviews.forms.preparing.plan import DatesForm, PaperForm, SeenPlanForm
from reviews.models import Round, Statement
from reviews.pages.preparing.plan import leaders_of, modes_form, people_page, plan_page
from reviews.services.collecting.statement import add_statements, hand_over_statement, set_modes
from reviews.services.preparing.plan import PlanChanged, PlanFixed, approve_plan, note_paper_approval, set_dates
from reviews.services.preparing.round import Dates

PLAN = "reviews/plan/detail.html"
PEOPLE = "reviews/plan/people.html"


@require_safe
@signed_in
def round_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan."""
    found = get_object_or_404(Round.objects.visible_to(request.user).for_plan(), pk=pk)
    return render(request, PLAN, plan_page(request.user, found))


@require_POST
@signed_in
def round_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the round's dates."""
    found = get_object_or_404(Round.objects.organized_by(request.user).for_plan(), pk=pk)
    fixed = not found.is_preparing
    form = DatesForm(request.POST, initial={"report_due": found.report_due}, due_is_fixed=fixed)
    if not form.is_valid():
        return render(request, PLAN, plan_page(request.user, found, dates=form), status=422)
    dates = Dates(form.cleaned_data["report_due"], form.cleaned_data["meeting_on"])
    try:
        set_dates(found, dates=dates, actor=request.user)
    except PlanFixed as refused:
        form.add_error(None, str(refused))
        return render(request, PLAN, plan_page(request.user, found, dates=form), status=409)
    messages.success(
        request, "日期已保存。" + ("方案有改动，请书记再审定一次。" if found.is_plan_approved and not fixed else "")
    )
    return redirect("reviews:round_plan", pk)


@require_POST
@signed_in
def round_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the round's secretary approve the plan that was on the page."""
    found = get_object_or_404(Round.objects.led_by(request.user).for_plan(), pk=pk)
    form = SeenPlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请从方案页面审定。")
        return redirect("reviews:round_plan", pk)
    try:
        approve_plan(found, person=request.user, number=form.cleaned_data["number"], today=timezone.localdate())
    except (PlanChanged, PlanFixed) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "方案已审定，组织员可以开始收稿了。")
    return redirect("reviews:round_plan", pk)


@require_POST
@signed_in
def round_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a plan signed on paper."""
    found = get_object_or_404(Round.objects.organized_by(request.user).for_plan(), pk=pk)
    if not found.is_preparing:
        messages.error(request, "已经开始收稿，方案不用再审定。")
        return redirect("reviews:round_plan", pk)
    form = PaperForm(request.POST, leaders=leaders_of(found))
    if not form.is_valid():
        return render(request, PLAN, plan_page(request.user, found, paper=form), status=422)
    try:
        note_paper_approval(found, actor=request.user, **form.cleaned_data)
    except (PlanChanged, PlanFixed) as refused:
        form.add_error(None, str(refused))
        return render(request, PLAN, plan_page(request.user, found, paper=form), status=409)
    messages.success(request, "已登记。可以开始收稿了。")
    return redirect("reviews:round_plan", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def round_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and set who reports how, for the whole round on one page."""
    found = get_object_or_404(Round.objects.organized_by(request.user).for_plan(), pk=pk)
    form = modes_form(found, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, PEOPLE, people_page(found, form=form), status=422 if form.is_bound else 200)
    try:
        changed = set_modes(found, choices=form.choices(), actor=request.user)
    except PlanFixed as refused:
        form.add_error(None, str(refused))
        return render(request, PEOPLE, people_page(found, form=form), status=409)
    messages.success(request, f"已保存，改了 {len(changed)} 人。" if changed else "没有改动。")
    return redirect("reviews:round_people", pk)


@require_POST
@signed_in
def round_people_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Take into the list who has been appointed since."""
    found = get_object_or_404(Round.objects.organized_by(request.user).for_plan(), pk=pk)
    try:
        added = add_statements(found, actor=request.user)
    except PlanFixed as refused:
        messages.error(request, str(refused))
    else:
        names = "、".join(one.appointment.person.name for one in added)
        messages.success(request, f"已补入：{names}。" if added else "没有要补的，名单是全的。")
    return redirect("reviews:round_people", pk)


@require_POST
@signed_in
def statement_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the present holder of the post report."""
    found = get_object_or_404(Statement.objects.organized_by(request.user).for_pages(), pk=pk)
    try:
        fresh = hand_over_statement(found, actor=request.user)
    except PlanFixed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{fresh.organization_short}改由{fresh.person.name}同志述职。")
    return redirect("reviews:round_people", found.round_id)
