"""A meeting's poll for those who run the meeting: set up, printed, opened, closed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.policies import signed_in
from reviews.forms.hearing.poll import PrintForm, SetUpForm, SlipsForm
from reviews.models import Meeting, Poll
from reviews.pages.hearing.poll import poll_counts, poll_page, print_page
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow
from reviews.services.hearing.poll import (
    PHONE,
    add_slips,
    cancel_poll,
    open_poll,
    print_slips,
    set_up_poll,
)
from reviews.services.hearing.poll_closing import clean, close_poll


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting's poll; set it up."""
    found = get_object_or_404(Meeting.objects.editable_by(request.user).for_pages(), pk=pk)
    form = SetUpForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            set_up_poll(found, **form.cleaned_data, person=request.user)
        except Overtaken as overtaken:
            messages.info(request, str(overtaken))
            return redirect("reviews:poll", pk)
        except NotNow as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "票已备好。先打印，主持人讲完填法再开始测评。")
            return redirect("reviews:poll", pk)
    context = poll_page(request.user, found, form=form)
    return render(request, "reviews/poll/detail.html", context, status=422 if form else 200)


@require_POST
@signed_in
def poll_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Make more slips."""
    found = _mine(request, pk)
    form = SlipsForm(request.POST, auto_id="more_%s")
    if form.is_valid():
        return _done(
            request,
            found,
            lambda: add_slips(found, **form.cleaned_data, person=request.user),
            "已加。打印时从新加的那一张印起就行。",
        )
    return render(request, "reviews/poll/detail.html", poll_page(request.user, found.meeting, more=form), status=422)


@require_POST
@signed_in
@never_cache
def poll_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the slips to be printed; the trail notes who printed."""
    found = _mine(request, pk)
    form = PrintForm(request.POST)
    if not form.is_valid():
        messages.error(request, "没有看懂从第几张印起，请填一个数。")
        return redirect("reviews:poll", found.meeting_id)
    kind = form.cleaned_data["kind"]
    try:
        made = print_slips(found, kind=kind, first=form.cleaned_data["first"] or 1, person=request.user)
    except (NotNow, Overtaken) as no:
        messages.error(request, str(no))
        return redirect("reviews:poll", found.meeting_id)
    door = request.build_absolute_uri(reverse("reviews:poll_door"))
    page = "slips" if kind == PHONE else "papers"
    return render(request, f"reviews/poll/{page}.html", print_page(found, kind, made, door))


@require_POST
@signed_in
def poll_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin."""
    found = _mine(request, pk)
    return _done(request, found, lambda: open_poll(found, person=request.user), "测评已经开始，可以扫码填写了。")


@require_POST
@signed_in
def poll_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a poll back that has not begun."""
    found = _mine(request, pk)
    said = "测评设置已撤销，印出来的票都作不了数了。"
    return _done(request, found, lambda: cancel_poll(found, person=request.user), said)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def poll_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then close."""
    found = _mine(request, pk)
    if request.method == "POST":
        said = "已收票，票码都已销毁，结果已封存。"
        return _done(request, found, lambda: close_poll(found, person=request.user, now=timezone.now()), said)
    context = {"poll": found, "meeting": found.meeting, "counts": poll_counts(found)}
    return render(request, "reviews/poll/close.html", context)


@require_POST
@signed_in
def poll_clean(request: HttpRequest, pk: int) -> HttpResponse:
    """Sweep the database's files again, where it did not succeed at closing."""
    found = _mine(request, pk)
    if found.is_closed and clean(found.pk):
        messages.success(request, "残留已经清掉。")
    else:
        messages.error(request, "这会儿有人在用数据库，没有清成。请过几分钟再点一次。")
    return redirect("reviews:poll", found.meeting_id)


def _mine(request: HttpRequest, pk: int) -> Poll:
    return get_object_or_404(Poll.objects.editable_by(request.user).for_pages(), meeting=pk)


def _done(request: HttpRequest, found: Poll, act: Callable[[], object], said: str) -> HttpResponse:
    """Do ``act`` and go back to the poll; who was slower is told."""
    try:
        act()
    except NotNow as no:
        messages.error(request, str(no))
    except Overtaken as overtaken:
        messages.info(request, str(overtaken))
    else:
        messages.success(request, said)
    return redirect("reviews:poll", found.meeting_id)
