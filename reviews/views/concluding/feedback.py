"""Feedback: given by organizer or superior, read and answered by the person themselves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.policies import signed_in
from reviews.documents.concluding.feedback import feedback_letter, feedback_letters, letter_name
from reviews.documents.name import UNSAFE
from reviews.forms.concluding.feedback import AnswerForm, ObjectionForm, TalkForm
from reviews.models import Feedback, Round
from reviews.pages.concluding.feedback import feedback_list_page, feedback_page, letters_of
from reviews.services.concluding.feedback import (
    FeedbackRefused,
    Opened,
    acknowledge,
    answer,
    note_talk,
    object_to,
    open_feedback,
)


@require_safe
@signed_in
def round_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has been told and who has answered."""
    return render(request, "reviews/feedback/list.html", feedback_list_page(request.user, _round(request, pk)))


@require_POST
@signed_in
def feedback_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one letter, or all that are ready."""
    found = _round(request, pk)
    ids = [int(one) for one in request.POST.getlist("feedback") if one.isdecimal() and len(one) < 16]  # noqa: PLR2004
    try:
        opened = open_feedback(found, ids=ids, person=request.user, now=timezone.now())
    except FeedbackRefused as refused:
        messages.error(request, str(refused))
    else:
        _tell(request, opened)
    return redirect("reviews:round_feedback", pk)


def _tell(request: HttpRequest, opened: Opened) -> None:
    if opened.count:
        messages.success(request, f"已反馈 {opened.count} 人，本人现在看得到。")
    elif not opened.talk_first:
        messages.info(request, "没有要反馈的：可能刚才已经反馈过。页面已经更新。")
    if opened.talk_first:
        messages.warning(request, f"{'、'.join(opened.talk_first)}要先当面谈话并登记，再反馈。")


@require_safe
@signed_in
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter."""
    return render(request, "reviews/feedback/detail.html", feedback_page(request.user, _visible(request, pk)))


@require_POST
@signed_in
def feedback_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the talk in person that precedes the letter."""
    found, form = _given(request, pk), TalkForm(request.POST)

    def act(data: dict[str, Any]) -> Feedback:
        return note_talk(found, person=request.user, **data)

    return _take(request, found, form, act, name="talk", done="已登记谈话，可以反馈了。")


@require_POST
@signed_in
def feedback_acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take 我已阅知; a second click is harmless."""
    found = get_object_or_404(Feedback.objects.received_by(request.user).for_pages(), pk=pk)
    acknowledge(found, person=request.user, now=timezone.now())
    messages.success(request, "已记下您已阅知。")
    return redirect("reviews:feedback", pk)


@require_POST
@signed_in
def feedback_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objection; a text that cannot be taken stays in its box."""
    found = get_object_or_404(Feedback.objects.received_by(request.user).for_pages(), pk=pk)
    form = ObjectionForm(request.POST)

    def act(data: dict[str, str]) -> Feedback:
        text = data["objection"].replace("\r\n", "\n")
        return object_to(found, text=text, person=request.user, now=timezone.now())

    return _take(request, found, form, act, name="objection", done="异议已提出，答复会写在这一页。")


@require_POST
@signed_in
def feedback_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection; a text that cannot be taken stays in its box."""
    found, form = _given(request, pk), AnswerForm(request.POST)

    def act(data: dict[str, str]) -> Feedback:
        text = data["answer"].replace("\r\n", "\n")
        return answer(found, text=text, person=request.user, now=timezone.now())

    return _take(request, found, form, act, name="answer", done="已答复，本人看得到。")


@require_safe
@signed_in
def feedback_document(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over the letter as an official paper."""
    found = _visible(request, pk)
    letter = feedback_letter(found, letters_of([found])[found.pk], timezone.localdate())
    return download(letter, letter_name(found))


@require_safe
@signed_in
def feedback_documents(request: HttpRequest, pk: int) -> FileResponse:
    """Hand over all letters of a round that stand."""
    found = _round(request, pk)
    rows = Feedback.objects.editable_by(request.user).current().of_round(found)
    feedbacks = list(rows.for_pages().in_order())
    texts = letters_of(feedbacks)
    data = feedback_letters([(one, texts[one.pk]) for one in feedbacks], timezone.localdate())
    return download(data, UNSAFE.sub("_", f"{found.organization_short}{found.cycle.year}年度反馈书.zip"))


def _take(
    request: HttpRequest,
    found: Feedback,
    form: TalkForm | ObjectionForm | AnswerForm,
    act: Callable[..., Feedback],
    *,
    name: str,
    done: str,
) -> HttpResponse:
    """Act on a valid form, or show the page with it again."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except FeedbackRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("reviews:feedback", found.pk)
    context = feedback_page(request.user, _visible(request, found.pk), **{name: form})
    return render(request, "reviews/feedback/detail.html", context, status=422)


def _round(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(Round.objects.concluded_by(request.user).latest_first(), pk=pk)


def _visible(request: HttpRequest, pk: int) -> Feedback:
    return get_object_or_404(Feedback.objects.visible_to(request.user).for_pages(), pk=pk)


def _given(request: HttpRequest, pk: int) -> Feedback:
    return get_object_or_404(Feedback.objects.editable_by(request.user).for_pages(), pk=pk)
