"""Comments: written at the desk, corrected, and confirmed once by whoever spoke them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.policies import signed_in
from reviews.forms.hearing.comment import AsideForm, CommentForm
from reviews.models import Comment, Meeting, Round, Speech, Statement
from reviews.pages.hearing.comment import comment_box, comments_page, correct_page
from reviews.pages.hearing.meeting import desk_page
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.comment import Words, add_comment, confirm_comments, correct_comment, save_comment
from reviews.services.hearing.meeting import NotNow


@require_POST
@signed_in
def speech_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the primary comment of a turn; typed text stays in its box whatever happens."""
    speech = get_object_or_404(Speech.objects.noted_by(request.user).for_pages(), pk=pk)
    statement = Statement.objects.for_pages().get(pk=speech.statement_id)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            _save(statement, form, request)
        except (NotNow, Overtaken) as no:
            form.add_error(None, str(no))
        else:
            return _kept(request, speech, statement)
    if request.htmx:
        box = comment_box(statement, form) | {"speech": speech}
        return render(request, "reviews/meeting/_sentences.html", box, status=200)
    meeting = Meeting.objects.for_pages().get(pk=speech.meeting_id)
    context = desk_page(request.user, meeting, at=pk, form=form)
    return render(request, "reviews/meeting/desk.html", context, status=422)


def _save(statement: Statement, form: CommentForm, request: HttpRequest) -> None:
    version = form.cleaned_data["version"]
    save_comment(statement, words=form.words(), version=version, person=request.user, now=timezone.now())


def _kept(request: HttpRequest, speech: Speech, statement: Statement) -> HttpResponse:
    if request.htmx:
        box = comment_box(statement) | {"speech": speech}
        return render(request, "reviews/meeting/_sentences.html", box)
    messages.success(request, f"对{statement.person.name}同志的点评已保存。")
    return redirect("reviews:desk_at", speech.meeting_id, speech.pk)


@require_POST
@signed_in
def speech_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep somebody else's comment beside the primary one."""
    speech = get_object_or_404(Speech.objects.noted_by(request.user).for_pages(), pk=pk)
    form = AsideForm(request.POST, auto_id="aside_%s")
    if form.is_valid():
        try:
            words = Words(form.cleaned_data["spoken_by"], form.cleaned_data["text"])
            add_comment(speech.statement, words=words, person=request.user, now=timezone.now())
        except NotNow as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"{form.cleaned_data['spoken_by']}同志的点评已记下。")
            return redirect("reviews:desk_at", speech.meeting_id, pk)
    meeting = Meeting.objects.for_pages().get(pk=speech.meeting_id)
    context = desk_page(request.user, meeting, at=pk) | {"aside_form": form}
    return render(request, "reviews/meeting/desk.html", context, status=422)


@require_safe
@signed_in
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every comment of a round to those who run it."""
    found = get_object_or_404(Round.objects.run_by(request.user).latest_first(), pk=pk)
    return render(request, "reviews/comment/list.html", comments_page(request.user, found))


@require_POST
@signed_in
def comments_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm all that was on the page at once."""
    found = get_object_or_404(Round.objects.led_by(request.user).latest_first(), pk=pk)
    try:
        count = confirm_comments(found, seen=_seen(request), person=request.user, now=timezone.now())
    except NotNow as no:
        messages.error(request, str(no))
    else:
        _thank(request, count)
    return redirect("reviews:comments", pk)


def _seen(request: HttpRequest) -> dict[int, int]:
    """Return id → version of what the page showed; nonsense is left out."""
    pairs = [text.split(":") for text in request.POST.getlist("seen")]
    good = [pair for pair in pairs if len(pair) == 2 and all(one.isdecimal() and len(one) < 16 for one in pair)]  # noqa: PLR2004
    return {int(pk): int(version) for pk, version in good}


def _thank(request: HttpRequest, count: int) -> None:
    asked = len(_seen(request))
    if count == asked and count:
        messages.success(request, f"{count} 份点评已确认。")
    elif count:
        messages.warning(request, f"确认了 {count} 份；另有 {asked - count} 份刚才有人改过，请看一下再确认。")
    else:
        messages.info(request, "没有要确认的：可能刚才已经确认过，或有人改过。页面已经更新。")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one comment; whoever spoke it confirms it by saving."""
    found = get_object_or_404(Comment.objects.editable_by(request.user).for_pages(), pk=pk)
    mine = Comment.objects.confirmable_by(request.user).filter(pk=pk).exists()
    initial = {"version": found.version, "spoken_by": found.spoken_by, "text": found.text}
    form = CommentForm(request.POST) if request.method == "POST" else CommentForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _correct(found, form, request)
        except (NotNow, Overtaken) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "已改好并确认。" if mine else "已改好。")
            return redirect("reviews:comments", found.statement.round_id)
    context = correct_page(found, form, is_mine=mine)
    return render(request, "reviews/comment/correct.html", context, status=422 if form.errors else 200)


def _correct(found: Comment, form: CommentForm, request: HttpRequest) -> None:
    version = form.cleaned_data["version"]
    correct_comment(found, words=form.words(), version=version, person=request.user, now=timezone.now())
