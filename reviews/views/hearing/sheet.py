"""Filling in and handing in a 测评票. No login, no session, no log: only slips (DESIGN §7)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.origin import address_of
from accounts.policies import anyone, signed_in
from reviews.forms.hearing.sheet import DoorForm, PaperForm, SheetForm
from reviews.models import Poll
from reviews.pages.hearing.sheet import paper_page, sheet_page, sheet_parts
from reviews.rules.hearing.poll import PROMISE
from reviews.rules.hearing.slip import cleaned
from reviews.services.hearing.mistyping import may_go_on, note_miss
from reviews.services.hearing.poll import issued_and_used
from reviews.services.hearing.sheet import Found, NoSuchSlip, SlipRefused, find_slip, hand_in

UNKNOWN = "没有找到这张票，或者测评已经结束。请对照票签再输一次；还不行，请找工作人员换一张。"
TOO_MANY = "试错的次数太多了，请等一分钟再试。票签是好的，随时输对都能用。"
MISTYPED, TRIED_TOO_OFTEN = 422, 429
View = Callable[..., HttpResponse]


def unlogged(view: View) -> View:
    """Keep what is posted out of error reports, the answer out of caches, and a refusal out of the log."""

    @wraps(view)
    @sensitive_post_parameters()
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no other way
        return response

    return quiet


@require_http_methods(["GET", "HEAD", "POST"])
@anyone
@unlogged
def poll_door(request: HttpRequest) -> HttpResponse:
    """Take a slip, scanned or typed, and show the sheet."""
    if request.method != "POST":
        return _door(request, DoorForm(), status=200)
    found = _slip(request)
    if isinstance(found, HttpResponse):
        return found
    form = SheetForm(**sheet_parts(found.poll))
    return _sheet(request, found, form, "sheet")


@require_POST
@anyone
@unlogged
def poll_check(request: HttpRequest) -> HttpResponse:
    """Show what was chosen and what is blank, before it is handed in; or the sheet again, to change it."""
    found = _slip(request)
    if isinstance(found, HttpResponse):
        return found
    form = SheetForm(request.POST, **sheet_parts(found.poll))
    page = "sheet" if not form.is_valid() or "back" in request.POST else "check"
    return _sheet(request, found, form, page)


@require_POST
@anyone
@unlogged
def poll_hand_in(request: HttpRequest) -> HttpResponse:
    """Take the sheet; the receipt says 已计入 and nothing else."""
    found = _slip(request)
    if isinstance(found, HttpResponse):
        return found
    form = SheetForm(request.POST, **sheet_parts(found.poll))
    if not form.is_valid():
        return _sheet(request, found, form, "sheet")
    try:
        hand_in(found, choices=form.chosen(), remarks=form.remarks())
    except SlipRefused as no:
        return _refused(request, str(no))
    return render(request, "reviews/poll/receipt.html")


def _slip(request: HttpRequest) -> Found | HttpResponse:
    """Return what the posted slip opens, or the answer that refuses it."""
    form = DoorForm(request.POST)
    if not form.is_valid():
        return _door(request, form, status=MISTYPED)
    try:
        return find_slip(form.cleaned_data["slip"])
    except SlipRefused as no:
        return _refused(request, str(no))
    except NoSuchSlip:
        address = address_of(request)
        patient = may_go_on(address)
        if patient:
            note_miss(address)
        form.add_error(None, UNKNOWN if patient else TOO_MANY)
        return _door(request, form, status=MISTYPED if patient else TRIED_TOO_OFTEN)


def _door(request: HttpRequest, form: DoorForm, *, status: int) -> HttpResponse:
    return render(request, "reviews/poll/door.html", {"form": form, "promise": PROMISE}, status=status)


def _refused(request: HttpRequest, said: str) -> HttpResponse:
    return render(request, "reviews/poll/refused.html", {"said": said}, status=409)


def _sheet(request: HttpRequest, found: Found, form: SheetForm, page: str) -> HttpResponse:
    context = sheet_page(found.poll, form, cleaned(request.POST["slip"]))
    return render(request, f"reviews/poll/{page}.html", context, status=MISTYPED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@unlogged
def poll_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Type a paper sheet in; its code burns as a scanned one does."""
    found = get_object_or_404(Poll.objects.editable_by(request.user).for_pages(), meeting=pk)
    if not found.is_open:
        messages.info(request, "现在不在测评，不能录入纸票。")
        return redirect("reviews:poll", pk)
    given = {"data": request.POST} if request.method == "POST" else {}
    form = PaperForm(**given, **sheet_parts(found), label_suffix="")
    if request.method == "POST" and form.is_valid() and _take_paper(found, form):
        messages.success(request, "这张已计入。接着录下一张，或回去收票。")
        return redirect("reviews:poll_paper", pk)
    issued, used = issued_and_used(found)
    context = paper_page(found, form, issued=issued, used=used)
    return render(request, "reviews/poll/paper.html", context, status=MISTYPED if form.errors else 200)


def _take_paper(poll: Poll, form: PaperForm) -> bool:
    given = form.cleaned_data
    try:
        found = find_slip(given["slip"], of=poll)
        hand_in(found, choices=form.chosen(), remarks=form.remarks(), void=given["is_void"])
    except NoSuchSlip:
        form.add_error("slip", "本场会议没有这个码的票，请对照票面再输一次。不是印发的票不能计入。")
        return False
    except SlipRefused as no:
        form.add_error("slip", str(no))
        return False
    return True
