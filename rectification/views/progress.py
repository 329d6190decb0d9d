"""What is done to an item on its way to √. Each answers with the item's page where something is missing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.policies import signed_in
from accounts.services.house.attached import NotKept, look_at_attached
from accounts.typed import safe_back
from rectification.forms.item import LookBackForm, ReturnItemForm, ReviewForm, WordsForm
from rectification.models import Item
from rectification.pages.item import item_page
from rectification.services.item import NotAllowed, Overtaken
from rectification.services.progress import (
    claim_item,
    look_back,
    note_progress,
    return_item,
    review_item,
    tick_item,
    withdraw_claim,
)
from rectification.views.item import seen


def _act(  # noqa: PLR0917 - private, and read at a glance
    request: HttpRequest, found: Item, name: str, form: Form | None, act: Callable[[Item], object], thanks: str
) -> HttpResponse:
    """Do ``act`` with what the form says; a refusal comes back on the item's page with all that was typed."""
    status = 422
    if form is None or form.is_valid():
        try:
            act(seen(found, request))
        except (Overtaken, NotAllowed) as refused:
            if form is None:
                messages.error(request, str(refused))
                return redirect("rectification:item", found.pk)
            form.add_error(None, str(refused))
            status = 409
        except NotKept as no:
            form.add_error("attachment", str(no))  # only words with a file are looked at
        else:
            messages.success(request, thanks)
            return redirect(safe_back(request, f"/items/{found.pk}/"))
    return render(
        request, "rectification/item/detail.html", item_page(request.user, found, **{name: form}), status=status
    )


def _looked_at(request: HttpRequest, found: Item, form: WordsForm) -> dict[str, Any]:
    """Return what the form says; raises NotKept where the file bears a secrecy mark."""
    if file := form.cleaned_data["attachment"]:
        look_at_attached(file.data, file.filename, person=request.user, beside=found)
    return form.cleaned_data


def _get(items: QuerySet[Item], pk: int) -> Item:
    return get_object_or_404(items.for_pages(), pk=pk)


@require_POST
@signed_in
def item_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an item is finished; the own secretary may set the √ in the same step where the cycle says so."""
    found = _get(Item.objects.editable_by(request.user), pk)
    form = WordsForm(request.POST, request.FILES, auto_id="claim-%s")
    tick = "tick" in request.POST

    def act(item: Item) -> object:
        given = _looked_at(request, found, form)
        return claim_item(
            item,
            person=request.user,
            text=given["text"],
            attachment=given["attachment"],
            now=timezone.now(),
            tick=tick,
        )

    thanks = f"第 {found.number} 件已打“√”。" if tick else f"第 {found.number} 件已申报完成。"
    return _act(request, found, "claim_form", form, act, thanks)


@require_POST
@signed_in
def item_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a claim back."""
    found = _get(Item.objects.editable_by(request.user), pk)
    act = lambda item: withdraw_claim(item, person=request.user, now=timezone.now())  # noqa: E731 - one line each
    return _act(request, found, "", None, act, f"第 {found.number} 件的申报已撤回，可以接着改。")


@require_POST
@signed_in
def item_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how far an item is."""
    found = _get(Item.objects.editable_by(request.user), pk)
    form = WordsForm(request.POST, request.FILES, auto_id="progress-%s")

    def act(item: Item) -> object:
        given = _looked_at(request, found, form)
        return note_progress(
            item, person=request.user, text=given["text"], attachment=given["attachment"], now=timezone.now()
        )

    return _act(request, found, "progress_form", form, act, "进展已记下。")


@require_POST
@signed_in
def item_tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the √ on the claim that was on the page."""
    found = _get(Item.objects.ticked_by(request.user), pk)
    act = lambda item: tick_item(item, person=request.user, now=timezone.now())  # noqa: E731
    return _act(request, found, "", None, act, f"第 {found.number} 件已打“√”。")


@require_POST
@signed_in
def item_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the claim that was on the page, with a reason."""
    found = _get(Item.objects.ticked_by(request.user), pk)
    form = ReturnItemForm(request.POST, auto_id="return-%s")

    def act(item: Item) -> object:
        return return_item(item, person=request.user, reason=form.cleaned_data["reason"], now=timezone.now())

    return _act(request, found, "return_form", form, act, f"第 {found.number} 件已退回，书记会在待办里看到还差什么。")


@require_POST
@signed_in
def item_look_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Note whether what was ticked has held."""
    found = _get(Item.objects.supervised_by(request.user), pk)
    form = LookBackForm(request.POST, auto_id="look-back-%s")
    act = lambda item: look_back(item, person=request.user, now=timezone.now(), **form.cleaned_data)  # noqa: E731
    return _act(request, found, "look_back_form", form, act, "回头看的情况已记下。")


@require_POST
@signed_in
def item_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the review of a long-term item."""
    found = _get(Item.objects.editable_by(request.user), pk)
    form = ReviewForm(request.POST, auto_id="review-%s")
    act = lambda item: review_item(item, person=request.user, now=timezone.now(), **form.cleaned_data)  # noqa: E731
    return _act(request, found, "review_form", form, act, "复核已记下。")
