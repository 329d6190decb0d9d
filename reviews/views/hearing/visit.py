"""Field research: whom a round has visited, what was seen, and the sentences that name a problem."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.hearing.visit import visit_record
from reviews.documents.name import UNSAFE
from reviews.forms.hearing.visit import MarkForm, VisitForm
from reviews.models import Round, Statement, Visit
from reviews.pages.hearing.visit import coverage_page, visit_page, visits_page
from reviews.services.hearing.visit import (
    VisitClosed,
    VisitOvertaken,
    add_visit,
    change_visit,
    mark_visit,
    withdraw_visit,
)


@require_safe
@signed_in
def round_visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom the round has visited and whom not."""
    found = get_object_or_404(Round.objects.visible_to(request.user).latest_first(), pk=pk)
    return render(request, "reviews/visit/coverage.html", coverage_page(request.user, found))


@require_safe
@signed_in
def visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the visits to one organization, and the form for the next."""
    return render(request, "reviews/visit/list.html", visits_page(_statement(request, pk)))


@require_POST
@signed_in
def visit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a visit; what cannot be taken stays in its box."""
    found = _statement(request, pk)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return render(request, "reviews/visit/list.html", visits_page(found, form=form), status=422)
    try:
        visit = add_visit(found, person=request.user, now=timezone.now(), **_fields(form))
    except VisitClosed as closed:
        form.add_error(None, str(closed))
        return render(request, "reviews/visit/list.html", visits_page(found, form=form), status=409)
    messages.success(request, _thanks(visit))
    return redirect("reviews:visit", visit.pk)


@require_safe
@signed_in
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit with its sentences."""
    return render(request, "reviews/visit/detail.html", visit_page(_visit(request, pk)))


@require_POST
@signed_in
def visit_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a visit; what cannot be taken, or came second, stays in its box."""
    found = _visit(request, pk)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return render(request, "reviews/visit/detail.html", visit_page(found, form=form), status=422)
    seen = form.cleaned_data["seen"]
    try:
        change_visit(found, person=request.user, seen=seen, now=timezone.now(), **_fields(form))
    except (VisitOvertaken, VisitClosed) as refused:
        return _compare(request, pk, form, str(refused))
    messages.success(request, "已保存。新写的句子请看看标得对不对。")
    return redirect("reviews:visit", pk)


@require_POST
@signed_in
def visit_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody's word on which sentences name a problem."""
    found = _visit(request, pk)
    form = MarkForm(request.POST, visit=found)
    if not form.is_valid():
        messages.error(request, "这一条刚刚改过，请看新的句子后再标。")
        return redirect("reviews:visit", pk)
    places, seen = form.cleaned_data["problem"], form.cleaned_data["seen"]
    try:
        mark_visit(found, person=request.user, seen=seen, places=places, now=timezone.now())
    except (VisitOvertaken, VisitClosed) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"已标出 {len(places)} 句，拟评价意见时会带出来。" if places else "已保存，没有标出问题。"
        )
    return redirect("reviews:visit", pk)


@require_POST
@signed_in
def visit_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a visit back that was written in the wrong place."""
    found = _visit(request, pk)
    seen = request.POST.get("seen", "")
    try:
        withdraw_visit(found, person=request.user, seen=int(seen) if seen.isdecimal() else 0, now=timezone.now())
    except (VisitOvertaken, VisitClosed) as refused:
        messages.error(request, str(refused))
        return redirect("reviews:visit", pk)
    messages.success(request, "已撤销，不再算数。")
    return redirect("reviews:visits", found.statement_id)


@require_safe
@signed_in
def visits_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the record of all visits to one organization."""
    found = _statement(request, pk)
    record = visit_record(found, list(found.visits.standing().for_pages().order_by("day", "pk")))
    name = f"{found.organization_short}{found.round.cycle.year}年度实地调研记录.docx"
    return download(record, UNSAFE.sub("_", name))


def _statement(request: HttpRequest, pk: int) -> Statement:
    return get_object_or_404(Statement.objects.reviewed_by(request.user).for_pages(), pk=pk)


def _visit(request: HttpRequest, pk: int) -> Visit:
    return get_object_or_404(Visit.objects.visible_to(request.user).standing().for_pages(), pk=pk)


def _compare(request: HttpRequest, pk: int, form: VisitForm, why: str) -> HttpResponse:
    """Show what stands there now beside what was typed; saving once more is then a choice made knowingly."""
    fresh = _visit(request, pk)
    form.data = form.data.copy()
    form.data["seen"] = fresh.version
    form.add_error(None, why)
    return render(request, "reviews/visit/detail.html", visit_page(fresh, form=form), status=409)


def _fields(form: VisitForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ("day", "place", "companions", "text")}


def _thanks(visit: Visit) -> str:
    """Say what came of it and what may be done next."""
    if not visit.problems:
        return "已记下。系统没有看出反映问题的句子，有的话请在下面勾上。"
    return f"已记下。系统标出 {len(visit.problems)} 句反映问题的话，不对的点一下取消。"
